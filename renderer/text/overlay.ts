import type { MadeKind } from '../../shared/casework/made-content.ts';
import type { ConflictSubject, FindingAttribute } from '../../shared/casework/merge-conflict.ts';
import { formatCount, formatCounted } from '../views/common/format-number.ts';
import { findingsText } from './findings.ts';

const records = (count: number) => formatCounted(count, 'record', 'records');

/** Words of the exchange between reviewers. */
export const overlayText = {
  title: 'Exchange',
  lead: 'Hand what was made in this case to another reviewer who has the same evidence, or take what they made. No evidence is in such a file.',
  saveTitle: 'Hand over',
  saveLead: 'A file with the notes, marks, findings, exhibits and samples of this case, signed by you.',
  noIdentity: 'It takes a signing identity. Make one on Trust.',
  locked: 'Your signing identity is locked.',
  nameless: 'Say above who works here.',
  save: 'Save an overlay…',
  saving: 'Signing…',
  saveFailed: 'The overlay was not saved',
  saved: (name: string, count: number) => `Saved ${records(count)} as ${name}.`,
  savedKey: 'Your key',
  savedDigest: 'SHA-256 of the lines',
  savedAdvice:
    'Tell the other reviewer the fingerprint of your key by another way than the file: it is how they know that it is yours.',
  readTitle: 'Take over',
  readLead: 'The signature is checked and everything is shown first. Nothing changes before you confirm.',
  read: 'Read an overlay…',
  input: 'Overlay file',
  reading: 'Checking the signature and comparing with this case…',
  readFailed: 'The overlay was not read',
  one: 'Choose one file.',
  merged: (taken: number, corrections: number) =>
    `${records(taken)} taken${corrections === 0 ? '' : `, and ${records(corrections)} written in your name`}.`,
  previewTitle: 'An overlay of another reviewer',
  facts: {
    reviewer: 'From',
    case: 'Their case',
    holds: 'Holds',
    fresh: 'New here',
    digest: 'SHA-256 of the lines',
    signer: 'Signed by',
  },
  nothingFresh: 'nothing: this case has all of it',
  standing: {
    own: 'This is your own key.',
    compared: (at: string) => `You compared this key in this case on ${at}.`,
    unknown:
      'Nobody has compared this key in this case. The file was not changed since it was signed, but anybody could have signed it.',
  },
  typed: 'Fingerprint that you were told',
  typedHint: 'By another way than this file. Empty when you were not.',
  typedWrong: 'This is not the key that signed.',
  without: 'Take it without having compared the key. The log will say so.',
  missing: (notes: number, exhibits: number, samples: number) => {
    const parts = [
      notes === 0 ? '' : formatCounted(notes, 'note or mark', 'notes or marks'),
      exhibits === 0 ? '' : formatCounted(exhibits, 'exhibit', 'exhibits'),
      samples === 0 ? '' : formatCounted(samples, 'sample', 'samples'),
    ].filter((part) => part !== '');
    const verb = notes + exhibits + samples === 1 ? 'speaks' : 'speak';
    return `${parts.join(', ')} ${verb} of lines that are not in this case. They are kept.`;
  },
  undone: (count: number) =>
    `${records(count)} that you have too ${count === 1 ? 'was' : 'were'} undone there, and will be undone here.`,
  undoneRecord: (record: number) => `#${formatCount(record)}`,
  undoneMore: (count: number) => `and ${records(count)} more`,
  undoneName: (kind: MadeKind) => kindNames[kind][0],
  undoneFact: (name: string, value: string) => `${name}: ${value}`,
  renumbered: (theirs: string, here: string) =>
    `Their ${theirs} becomes ${here}: here that number has other lines. Texts that name it are not changed.`,
  drafted: 'becomes a draft: with both changes it is not whole.',
  notices: 'What to know before',
  conflictTitle: (count: number) => formatCounted(count, 'conflict', 'conflicts'),
  conflictLead:
    'You both changed the same since you last exchanged. Choose what holds; the other stays in the log.',
  noConflict: 'No conflict: nothing of yours is changed to something else by both.',
  mine: 'Mine',
  theirs: 'Theirs',
  third: 'Another text',
  thirdText: 'Text that holds',
  none: 'nothing',
  saidBy: (by: string, at: string) => `${by}, ${at}`,
  undecided: (count: number) => `${formatCount(count)} still to be decided.`,
  toCompare: 'Compare the key, or say that you take it without.',
  merge: 'Take it into this case',
  merging: 'Writing to the case and its journal…',
  mergeFailed: 'Nothing was taken',
  close: 'Close without taking anything',
} as const;

export const kindNames: Readonly<Record<MadeKind, readonly [one: string, many: string]>> = {
  'case-facts': ['engagement', 'engagements'],
  annotation: ['note or mark', 'notes or marks'],
  finding: ['version of a finding', 'versions of findings'],
  exhibit: ['exhibit', 'exhibits'],
  'exhibit-withdrawn': ['withdrawal', 'withdrawals'],
  sample: ['sample', 'samples'],
  'sample-result': ['reviewed line', 'reviewed lines'],
  'report-draft': ['draft of a report', 'drafts of reports'],
  undo: ['undoing', 'undoings'],
};

const annotationAttributes = { note: 'Note', severity: 'Severity', reviewState: 'Review' } as const;

const findingAttributes: Readonly<Record<FindingAttribute, string>> = {
  title: findingsText.titleLabel,
  severity: findingsText.severity,
  state: findingsText.state,
  condition: findingsText.condition,
  criteria: findingsText.criteria,
  cause: findingsText.cause,
  effect: findingsText.effect,
  recommendation: findingsText.recommendation,
  owner: findingsText.owner,
  dueDate: findingsText.due,
  response: findingsText.response,
  controls: findingsText.controls,
  exhibits: findingsText.exhibits,
};

/** What a conflict is about, with texts of both reviewers and of evidence in it. */
export function subjectWords(subject: ConflictSubject): string {
  switch (subject.kind) {
    case 'annotation': {
      const { target, attribute } = subject;
      const name = annotationAttributes[attribute];
      switch (target.kind) {
        case 'entry':
          return `${name} of entry ${formatCount(target.line.seq)} of ${target.origin}`;
        case 'range':
          return `${name} of entries ${formatCount(target.first.seq)} to ${formatCount(target.last.seq)} of ${target.origin}`;
        case 'bundle':
          return `${name} of bundle ${target.fileSha256.slice(0, 16)} of ${target.origin}`;
        default:
          return target satisfies never;
      }
    }
    case 'finding':
      return `${findingAttributes[subject.attribute]}, in finding “${subject.title}”`;
    case 'sample-result':
      return `Line ${formatCount(subject.position + 1)} of sample “${subject.title}”`;
    default:
      return subject satisfies never;
  }
}
