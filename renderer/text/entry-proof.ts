import type { CheckpointSigner, CoveringCheckpoint } from '../../shared/contract/entry-protocol.ts';
import { formatCount, formatCounted } from '../views/common/format-number.ts';

type Tone = 'good' | 'partial' | 'open' | 'bad' | 'none';

/** Words of the steps that bind a line to what the log signed. */
export const proofText = {
  lead: 'Each step is computed now, from the stored bytes. The commands show the same in the folder of the unzipped bundle, in bash, without Vouch.',
  loading: 'Reading the checkpoint…',
  byLog: 'Bound by the log',
  byPacker: 'Bound by the packer',
  packerLead:
    'The other way to the same line, over the file that it lies in. What each step says, the checks of the stored copy found.',
  packerUnchecked: 'not decided before the check of the stored copy has ended.',
  packerOpen: 'The checks say nothing of it.',
  file: 'Digest of the file',
  manifest: 'Digest of the manifest',
  packer: 'Signature of the packer',
  unchecked:
    'Computed now from the stored bytes. Where a line begins says the stored index, which is not checked yet.',
  failed: 'The proof cannot be made',
  command: 'Check by hand',
  commandCopy: 'the command',
  /** Two commands that print the same are compared by eye. */
  prints: (isTwice: boolean) => (isTwice ? 'It must print, twice:' : 'It must print:'),
  copyAll: 'the commands of all steps',
  copyAllTitle: 'All steps as one script',
  scriptLead: 'In bash, in the folder of the unzipped bundle.',

  leaf: 'Leaf digest of these bytes',
  leafWords: (bytes: number) =>
    `SHA-256 over a zero byte and the ${formatCounted(bytes, 'byte', 'bytes')} of the line.`,
  leafWithheld:
    'The entry is withheld. Its digest is stated by the stub and stands in for the bytes in the chain.',

  link: 'Link to the line before',
  claimedPrev: 'prev, as the line claims',
  beforeNames: {
    line: 'Digest of the line before, now',
    'start-of-log': 'First link of the log, from its origin',
    frontier: 'Last leaf before the range, as the bundle states it',
  },
  linkMatch: 'holds. prev is the digest of that line.',
  linkMismatch: 'does not hold. prev is not the digest of that line.',
  linkNone: 'This line states no prev, so it does not say which line it continues.',
  linkOutside: 'The line before it is not in this bundle, so the link cannot be compared here.',

  nextLink: 'Link from the line after',
  nextClaimedPrev: 'prev, as the line after claims',
  nextMatch: 'holds. Its prev is the digest of this line.',
  nextMismatch: 'does not hold. It was linked to other bytes: this line or that one was changed.',
  nextNone: 'No line after this one states which line it continues.',

  tree: 'Path through the tree',
  treeHolds: (steps: number, member: string) =>
    `leads from the leaf over ${formatCounted(steps, 'digest', 'digests')} to the root in ${member}.`,
  treeFails: (member: string) =>
    `does not lead to the root in ${member}. Some line of the bundle is not what was signed, or is missing; which, the checks say.`,
  treeAsks:
    'The digests beside the path are made from all lines of the bundle, which have to be read for it once.',
  gather: 'Compute the path',
  gathering: 'Digesting the lines',
  stop: 'Stop',
  gatherAgain: 'Try again',
  gatherFailed: 'The lines could not be digested',
  siblings: (count: number) => formatCounted(count, 'digest beside the path', 'digests beside the path'),
  sides: { left: 'left', right: 'right' },
  /** Of the log: numbers count from 0, as seq does. */
  span: (from: number, before: number) =>
    before - from === 1 ? `#${formatCount(from)}` : `#${formatCount(from)} to #${formatCount(before - 1)}`,
  siblingColumns: { side: 'Side', span: 'Entries', digest: 'Digest' },
  treeNone: 'There is no root to lead to.',

  checkpoint: 'Checkpoint',
  checkpointWords: (size: number) =>
    `states the root over the first ${formatCounted(size, 'entry', 'entries')} of this log.`,
  checkpointUnreadable: 'cannot be read.',
  otherLog: 'This is another log than the bundle says it is of.',
  origin: 'Log',
  root: 'Root',
  member: 'File',

  signature: 'Signature of the log',
  signatureNone: 'There is no checkpoint that it could be on.',
  pin: 'Pinned key',
  fingerprint: 'Fingerprint',
  offeredFingerprint: 'Offered',
  compared: 'Compared',
  comparedBy: 'By',
  pinnedAt: 'Pinned',
  pinNone:
    'No key that signed it is pinned. Compare a fingerprint that came by another way, and pin it on Trust.',
  pinUnchecked: 'Whether the key counts is said when the stored copy was checked.',
  pinCounts: 'A person compared this key by another way than the bundle, and it counts.',
} as const;

/** What the sign on the tab says, for those who cannot see it. */
export const proofToneNames: Record<Tone, string> = {
  good: 'leads to a pinned key',
  partial: 'some steps hold',
  open: 'a step is open',
  bad: 'a step does not hold',
  none: 'not decided',
};

/** Why there is no checkpoint to lead to. */
export const uncoveredWords: Record<Exclude<CoveringCheckpoint['kind'], 'found' | 'unreadable'>, string> = {
  none: 'The bundle holds no checkpoint, so nothing that was signed covers this line.',
  behind: 'The line stands behind the newest checkpoint: the log has not signed it here.',
  'cut-off':
    'Every checkpoint over this line covers more lines than the bundle holds, so no root can be computed here.',
};

export const signerWords: Record<CheckpointSigner['kind'], string> = {
  pinned: 'is valid, by a key that is pinned for this log.',
  offered: 'is sound, by the key that the bundle itself offers. That says nothing of whose it is.',
  false: 'is not valid for the text of the checkpoint.',
  unknown: 'is by a key that is neither pinned nor offered, so it cannot be verified here.',
  unsigned: 'is not there. Nobody has signed it in the name of the log.',
};
