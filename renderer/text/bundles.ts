import type { Axis, Outcome, Place } from '../../shared/verify/check-result.ts';
import { formatCount, formatCounted } from '../views/common/format-number.ts';

/** Words of the Bundles screen. */
export const bundlesText = {
  list: 'Bundles of this case',
  add: 'Add bundle…',
  addInput: 'Bundle files to add to this case',
  title: 'Bundle',
  claimedTitle: 'Title, as the packer wrote it',
  origin: 'Origin',
  file: 'File',
  checking: (percent: number) => `checking, ${percent} %`,
  entries: (count: number) => formatCounted(count, 'entry', 'entries'),
  verdictTitle: 'What is proven',
  verdictLead:
    'The verdict stands in the strip at the top. These are its four axes; each opens to its checks.',
  checksOf: (axis: string) => `Checks of ${axis}`,
  noChecks: 'No check speaks about this axis.',
  expected: 'Expected',
  found: 'Found',
  where: 'Where',
  proves: 'Proves',
  doesNotProve: 'Does not prove',
  command: 'Without Vouch',
  commandCopy: 'the command',
  noteBefore: 'Signed by the log and remembered from before',
  noteHere: 'Signed by the log and delivered in this bundle',
  noteCopy: 'the signed note',
  showEntry: 'Show in Explore',
  stateHead: {
    hint: 'If you were told by another way how far the log goes, state it: then a head that is cut back is found, and one that is older than others you have seen is no conflict.',
    open: 'State the head you were told…',
    title: 'The head you were told',
    lead: 'Enter what the sender told you of the newest head of this bundle by another way than the bundle. Do not copy it from the bundle: then it would be compared with itself. The last statement counts.',
    size: 'Entries of the log up to that head',
    sizeHint: 'For example 125000',
    sizeWrong: 'This is no number of entries.',
    root: 'Root in base64 (optional)',
    rootHint: 'The third line of a checkpoint: 44 characters',
    rootWrong: 'This is no root: 32 bytes in base64 are.',
    told: 'How you were told',
    toldHint: 'For example: number in the covering letter',
    by: 'Stated by',
    byHint: 'Your name, as it should stand in the custody log',
    confirm: 'State head',
    failed: 'The head was not recorded',
  },
  receiptTitle: 'Import receipt',
  receiptLead: 'What arrived, and what became of each byte. The digest is of the very bytes that were read.',
  receipt: {
    file: 'File',
    bytes: 'Size',
    sha256: 'SHA-256 at arrival',
    entries: 'Entries',
    withheld: 'Withheld entries',
    ambiguous: 'Signed, ambiguous',
    rejects: 'Rejected lines',
    duplicates: 'Repeated lines',
    first: 'First time',
    last: 'Last time',
    busiest: 'Busiest day',
    imported: 'Imported',
  },
  fileDigest: 'the SHA-256 of the file',
  memberDigest: (path: string) => `the SHA-256 of ${path}`,
  busiest: (day: string, entries: number) => `${day} UTC, ${formatCounted(entries, 'entry', 'entries')}`,
  noTime: 'no entry states a readable time',
  members: 'Files in the bundle',
  memberColumns: { path: 'Path', bytes: 'Bytes', lines: 'Lines', sha256: 'SHA-256' },
  showAllMembers: (count: number) => `Show all ${formatCount(count)} files`,
  rejects: 'Rejected lines',
  rejectsNone: 'Every line could be read as an entry or as a withheld entry.',
  rejectsMore: (listed: number, all: number) =>
    `The first ${formatCount(listed)} of ${formatCount(all)} are listed.`,
  rejectColumns: { member: 'File', line: 'Line', offset: 'Byte', reason: 'Reason' },
  keysTitle: 'Keys offered by this bundle',
  keysLead:
    'Signed with these, and pinned by nobody. An offered key proves nothing about who holds it until you have compared it by another way.',
  keysNone: 'Every key that this bundle was signed with is pinned, or the bundle is not signed.',
  keyHidden: 'The fingerprint is shown once you have entered the one you received.',
} as const;

export const axisTexts: Record<Axis, { readonly name: string; readonly question: string }> = {
  bytes: { name: 'Bytes', question: 'Are these the bytes that were signed?' },
  signer: { name: 'Signer', question: 'Who signed, and do you know that key?' },
  completeness: { name: 'Completeness', question: 'Is anything missing?' },
  time: { name: 'Time', question: 'When did this exist?' },
};

export const outcomeNames: Record<Outcome, string> = {
  pass: 'Passed',
  fail: 'Failed',
  unknown: 'Not verifiable',
  warning: 'Warning',
};

/** Where a check looked, in words. */
export function placeWords(place: Place): string {
  switch (place.kind) {
    case 'bundle':
      return 'the bundle as a whole';
    case 'member':
      return place.line === undefined ? place.member : `${place.member}, line ${formatCount(place.line)}`;
    case 'line':
      return [
        place.member,
        `line ${formatCount(place.line)}`,
        `byte ${formatCount(place.offset)}`,
        ...(place.seq === null ? [] : [`entry #${formatCount(place.seq)}`]),
      ].join(', ');
    default:
      return place satisfies never;
  }
}

/** How many checks of an axis ended how, leaving out what did not happen: `5 passed, 1 failed`. */
export function tallyWords(counts: Record<Outcome, number>): string {
  const parts = [
    counts.fail > 0 && `${counts.fail} failed`,
    counts.unknown > 0 && `${counts.unknown} not verifiable`,
    counts.warning > 0 && formatCounted(counts.warning, 'warning', 'warnings'),
    counts.pass > 0 && `${counts.pass} passed`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? 'no checks' : parts.join(', ');
}
