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
    case 'lost':
      return {
        title: 'Records of this case are gone',
        found: `${formatCounted(alarm.expected, 'record was', 'records were')} written down; the database and the journal both have no more than ${formatCount(alarm.have)}.`,
        now: 'What is left is shown. Do not rely on it as complete: restore the profile from a backup, or import a saved copy of the case.',
      };
    default:
      return alarm satisfies never;
  }
}
