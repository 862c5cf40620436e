import type { EntryReading } from '../../shared/adapters/entry-reading.ts';
import type { EventField } from '../../shared/adapters/event-field.ts';
import type { FieldValue } from '../../shared/adapters/field-value.ts';
import { formatCount, formatCounted } from '../views/common/format-number.ts';

/** Words of Explore. */
export const exploreText = {
  grid: 'Entries',
  total: (count: number) => formatCounted(count, 'line', 'lines'),
  range: (first: number, last: number) => `showing ${formatCount(first)} to ${formatCount(last)}`,
  order: 'in the order of the log',
  uncheckedFields:
    'Named as the packer maps them; who that is, the check of the stored copy says. The raw bytes decide.',
  unvouchedFields: 'Named as the packer maps them, whose key is not pinned. The raw bytes decide.',
  columns: { seq: '#', time: 'Time (UTC)', state: 'Reading' },
  noTime: 'no readable time',
  noSeq: 'none',
  damaged: 'Damaged',
  nextDamaged: (count: number) =>
    count === 1 ? 'Go to the damaged line' : `Next of ${formatCount(count)} damaged lines`,
  mixedScripts: (scripts: readonly string[]) => `mixes ${scripts.join(' and ')} letters`,
  emptyTitle: 'This bundle holds no entries',
  emptyAdvice: 'The signature speaks about 0 entries. The receipt on Bundles says what arrived.',
  alteredTitle: 'No table is made from this copy',
  alteredAdvice:
    'What is stored of this bundle differs from what arrived, so rows from it would prove nothing. Import the delivered file again.',
  rowFailed: 'cannot be read from the local store',
  detail: 'Entry',
  detailTitle: (position: number) => `Line ${formatCount(position)}`,
  closeDetail: 'Close the entry',
  detailFailed: 'This entry cannot be read',
  loadingDetail: 'Reading the bytes again…',
  previous: 'Entry before',
  next: 'Next entry',
  sections: {
    named: 'Named by failed checks',
    fields: 'Fields',
    proof: 'Re-digested at view time',
    place: 'Place in the bundle',
    disclosures: 'Committed fields',
    raw: 'Raw bytes',
  },
  fieldNames: {
    seq: 'Number (#)',
    time: 'Time',
    timeText: 'Time as written',
    reading: 'Reading',
    reason: 'Reason',
  },
  noTimeText: 'the line states none',
  proofUnchecked:
    'Computed now from the stored bytes. Where a line begins says the stored index, which is not checked yet.',
  leafNow: 'Leaf digest of these bytes',
  claimedPrev: 'prev, as the line claims',
  previousLeafNow: 'Digest of the line before, now',
  firstLink: 'First link of the log, from its origin',
  leafWithheld:
    'The entry is withheld. Its digest is stated by the stub and stands in for the bytes in the chain.',
  chainTitle: 'Link to the line before',
  chainMatch: 'holds. prev is the digest of that line.',
  chainMismatch: 'does not hold. prev is not the digest of that line.',
  chainNone: 'This line states no prev, so it does not say which line it continues.',
  chainOutside: 'The line before it is not in this bundle, so the link cannot be compared here.',
  nextTitle: 'Link from the line after',
  nextMatch: 'holds. Its prev is the digest of this line.',
  nextMismatch: 'does not hold. It was linked to other bytes: this line or that one was changed.',
  nextNone: 'No line after this one states which line it continues.',
  nextClaimedPrev: 'prev, as the line after claims',
  member: 'File',
  line: 'Line',
  offset: 'First byte',
  size: 'Length',
  disclosureNone: 'This entry has no committed fields.',
  disclosureColumns: { pointer: 'Field', value: 'Value', digest: 'Digest in the entry' },
  rawText: 'Text',
  rawHex: 'Hex',
  rawShown: (shown: number, total: number) => `${formatCount(shown)} of ${formatCount(total)} bytes shown`,
  rawMore: (count: number) => `Show ${formatCounted(count, 'more byte', 'more bytes')}`,
  hexOffset: 'Byte',
  rawMarks: (count: number) =>
    formatCounted(count, 'mark for what would not show itself', 'marks for what would not show itself'),
  rawEmpty: 'The line is empty.',
} as const;

export const fieldNames: Record<EventField, string> = {
  actor: 'Actor',
  action: 'Action',
  target: 'Target',
  outcome: 'Outcome',
  service: 'Service',
  address: 'Address',
  session: 'Session',
};

/** Four words that never stand for each other. */
export const readingNames: Record<EntryReading, string> = {
  entry: 'Read',
  withheld: 'Withheld',
  ambiguous: 'Signed, ambiguous',
  reject: 'Unreadable',
};

export const readingSentences: Record<EntryReading, string> = {
  entry: 'Read as an entry.',
  withheld: 'The sender withheld this entry. Only its digest is here.',
  ambiguous: 'The bytes are signed, but programs may read them differently. They are shown as bytes only.',
  reject: 'The bytes could not be read as an entry. They are kept and shown as bytes only.',
};

export const missingFieldNames: Record<Exclude<FieldValue['kind'], 'text'>, string> = {
  absent: 'absent',
  empty: 'empty',
  withheld: 'withheld',
};
