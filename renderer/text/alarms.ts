import type { CaseAlarm } from '../../shared/contract/casework-protocol.ts';
import { formatCount, formatCounted } from '../views/common/format-number.ts';

interface AlarmWords {
  readonly title: string;
  readonly found: string;
  readonly now: string;
}

/** Words for what was found when the journals were compared with the case database. */
export const alarmText = {
  region: 'Local store',
  unnamed: 'A case without a name',
  found: 'What was found',
  now: 'What to do now',
  files: 'Files of the case',
} as const;

export function alarmWords(alarm: CaseAlarm): AlarmWords {
  switch (alarm.kind) {
    case 'restored':
      return {
        title: 'Restored from the journal',
        found:
          alarm.restored === 0
            ? 'The case database on this machine did not end where it should. The journal beside it did.'
            : `The case database on this machine had ${formatCounted(alarm.kept, 'record', 'records')} of this case that agree with the journal beside it. The journal had ${formatCount(alarm.restored)} more.`,
        now: 'Everything that was decided and written down in this case is back. Evidence is not in the journal: where the case has no bundle any more, import its files again; what was made of them finds its lines.',
      };
    case 'journal-renewed':
      return {
        title: 'The journal was written anew',
        found: alarm.statement,
        now: 'The case database has every record and was not touched. If nobody should have had access to this profile, ask who had: the journal of before is kept beside the new one.',
      };
    case 'forked':
      return {
        title: 'The database and the journal contradict each other',
        found: `Both go on from record ${formatCount(alarm.record)}, and differently. One of them was put there by another hand, for example with a copy of the profile.`,
        now: 'Neither was changed, and new work in this case is refused. Find out which copy of the profile is the right one before you rely on what this case says.',
      };
    case 'rewritten':
      return {
        title: 'An acknowledged record was replaced',
        found: `The database and the journal agree, but record ${formatCount(alarm.record)} is not the one that was acknowledged.`,
        now: 'Nothing was changed. Somebody had access to this profile, or parts of it come from a copy: restore the profile from a backup before you rely on what this case says.',
      };
    case 'rows-restored':
      return {
        title: 'Changed in the database, and put right',
        found: alarm.statements.join(' '),
        now: 'What the log of the case says holds again. If nobody should have had access to this profile, ask who had.',
      };
    case 'evidence-missing':
      return {
        title: 'Files of this case are not here any more',
        found: `${formatCounted(alarm.files.length, 'file', 'files')} that the log of the case names ${alarm.files.length === 1 ? 'is' : 'are'} not in the case database.`,
        now: 'Import them again; what was made of them finds its lines.',
      };
    case 'not-compared':
      return {
        title: 'The journal cannot be used',
        found: alarm.statement,
        now: 'Cases can be read and files can be imported. Decisions and notes need the journal and are refused until it can be written: make room on this computer, or allow this profile to store files, and start Vouch again.',
      };
    case 'newer':
      return {
        title: 'A newer Vouch wrote into this case',
        found: `Its log says "${alarm.action}", which this Vouch does not know. Nothing was compared, and nothing was changed.`,
        now: 'Work in this case with the newer Vouch. Here its log confirms nothing: no bundle counts as unaltered, no table is made, and decisions and notes are refused.',
      };
    case 'lost':
      return {
        title: 'Records of this case are gone',
        found: `${formatCounted(alarm.expected, 'record was', 'records were')} written down; what is left and holds together are ${formatCount(alarm.have)}.`,
        now: 'What is left is shown. Do not rely on it as complete: restore the profile from a backup, or import a saved copy of the case.',
      };
    default:
      return alarm satisfies never;
  }
}
