import type { EntryReading } from '../../shared/adapters/entry-reading.ts';
import type { EntryValue } from '../../shared/contract/entry-protocol.ts';
import { formatCount, formatCounted } from '../views/common/format-number.ts';

/** Words of the panel beside the table: one line in full. Those of its proof stand in entry-proof.ts. */
export const entryText = {
  panel: 'Entry',
  title: (position: number) => `Line ${formatCount(position)}`,
  close: 'Close the entry',
  previous: { log: 'Entry before', result: 'Hit before' },
  next: { log: 'Next entry', result: 'Next hit' },
  failed: 'This entry cannot be read',
  loading: 'Reading the bytes again…',
  tabs: { fields: 'Fields', raw: 'Raw', proof: 'Proof', neighbours: 'Neighbours', notes: 'Notes' },
  tabList: 'Parts of the entry',
  named: 'Named by failed checks',
  wholeChecks: (count: number) =>
    count === 1
      ? 'Show what was expected and found'
      : `Show all ${formatCount(count)}, with what was expected and found`,

  event: 'Event',
  seq: 'Number (#)',
  noSeq: 'none',
  time: 'Time',
  noTime: 'no readable time',
  timeText: 'as written:',
  noTimeText: 'the line states none',
  at: (pointer: string) => `at ${pointer}`,
  notMapped: 'not mapped',
  isNull: 'null: there is no value',
  disclosed: 'disclosed',
  mixedScripts: (scripts: readonly string[]) => `mixes ${scripts.join(' and ')} letters`,
  copyField: (name: string) => `the value of ${name}`,
  uncheckedFields:
    'Named as the packer maps them; who that is, the check of the stored copy says. The raw bytes decide.',
  unvouchedFields: 'Named as the packer maps them, whose key is not pinned. The raw bytes decide.',

  further: (count: number) => `Further fields (${formatCount(count)})`,
  furtherNone: 'The entry has no further fields.',
  filter: 'Filter by path or value',
  filtered: (count: number, total: number) => `${formatCount(count)} of ${formatCount(total)} match`,
  filteredNone: 'No further field has this in its path or value.',
  moreFields: (count: number) => `Show ${formatCounted(count, 'more field', 'more fields')}`,
  fieldsShown: (shown: number, total: number) =>
    `${formatCount(shown)} of ${formatCounted(total, 'field', 'fields')} shown`,
  moreText: (count: number) => `Show ${formatCounted(count, 'more character', 'more characters')}`,
  textHidden: (count: number) => `${formatCounted(count, 'character', 'characters')} not shown`,

  committed: (count: number) => `Committed fields (${formatCount(count)})`,
  committedLead: (opened: number, hidden: number) =>
    `Replaced by a digest when the log was sealed: ${formatCount(opened)} disclosed, ${formatCount(hidden)} withheld.`,
  isOpen: 'disclosed',
  digestInEntry: 'Digest in the entry',

  rawTitle: 'Stored bytes',
  rawForms: 'Forms of the raw bytes',
  pretty: 'Pretty',
  text: 'Text',
  hex: 'Hex',
  prettyNote:
    'Only the white space between the parts differs from the signed bytes; numbers and escapes stand as written.',
  prettyNone: 'Only a line that was read as an entry is laid out. Text and Hex show every byte.',
  moreLines: (count: number) => `Show ${formatCounted(count, 'more line', 'more lines')}`,
  linesShown: (shown: number, total: number) =>
    `${formatCount(shown)} of ${formatCounted(total, 'line', 'lines')} shown`,
  rawShown: (shown: number, total: number) => `${formatCount(shown)} of ${formatCount(total)} bytes shown`,
  rawMore: (count: number) => `Show ${formatCounted(count, 'more byte', 'more bytes')}`,
  rawEmpty: 'The line is empty.',
  rawMarks: (count: number) =>
    formatCounted(count, 'mark for what would not show itself', 'marks for what would not show itself'),
  hexOffset: 'Byte',
  copyLine: 'the line, byte for byte',
  copyHex: 'the bytes as hexadecimal digits',
  notText: 'Not UTF-8, so it cannot be copied as text; Hex has its digits.',
  place: 'Place in the bundle',
  member: 'File',
  line: 'Line',
  offset: 'First byte',
  size: 'Length',

  inLog: 'In the log',
  inLogLead: 'The lines around this one, in the order of the bundle.',
  isThis: 'this line',
  isFirst: 'This is the first line of the bundle.',
  isLast: 'This is the last line of the bundle.',
  sameValue: (field: string) => `Same ${field}`,
  sameValues: 'Same value',
  before: 'before',
  after: 'after',
  sameLead: (bundles: number) =>
    `${bundles === 1 ? 'In this bundle and in the order of the log.' : `In the ${formatCount(bundles)} searched bundles and in the order of their times, as stated.`} What the search above filters by is not applied here.`,
  sameNone: (reason: string) => `This entry has none to compare: ${reason}.`,
  samePosition: (position: number, total: number) =>
    `${formatCount(position)} of ${formatCounted(total, 'line', 'lines')}`,
  noneBefore: 'None before.',
  noneAfter: 'None after.',
  looking: 'Looking…',
  notIndexed: 'The index does not have this line under the value.',
  neighboursFailed: 'The neighbours cannot be read',
  noFields: 'No field of this line is used, so there is nothing to compare with other lines.',
} as const;

export const readingSentences: Record<EntryReading, string> = {
  entry: 'Read as an entry.',
  withheld: 'The sender withheld this entry. Only its digest is here.',
  ambiguous: 'The bytes are signed, but programs may read them differently. They are shown as bytes only.',
  reject: 'The bytes could not be read as an entry. They are kept and shown as bytes only.',
};

/** Words in the place of a value that has no text. None stands for another. */
export const missingValueNames: Record<Exclude<EntryValue['kind'], 'text' | 'number' | 'boolean'>, string> = {
  null: 'null',
  empty: 'empty',
  'empty-list': 'empty list',
  'empty-object': 'empty object',
  withheld: 'withheld',
};
