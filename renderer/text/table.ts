import type { EntityField } from '../../shared/contract/entity-protocol.ts';
import { formatCount, formatCounted } from '../views/common/format-number.ts';
import { entityText } from './entity.ts';

/** Words of the table of hits. */
export const tableText = {
  tools: 'Table',
  columns: 'Columns',
  columnsTitle: 'Columns of the table',
  addColumn: 'Add a column',
  resetColumns: 'Default columns',
  moveUp: (name: string) => `Move ${name} before`,
  moveDown: (name: string) => `Move ${name} behind`,
  removeColumn: (name: string) => `Remove ${name}`,
  headerHint:
    'Enter sorts. Arrow keys go to the next header, with Ctrl they move the column, with Shift they change its width. Delete removes it. Arrow down goes to the rows.',
  columnMoved: (name: string, place: number, count: number) =>
    `${name} is column ${formatCount(place)} of ${formatCount(count)}`,
  columnWidth: (name: string, width: number) => `${name} is ${formatCount(width)} pixels wide`,
  columnRemoved: (name: string) => `${name} is removed`,
  resize: (name: string) => `Change the width of ${name}`,
  density: 'Row height',
  densities: { compact: 'Compact rows', normal: 'Normal rows', roomy: 'Roomy rows' },
  order: 'Order',
  orderWords: (sort: string) => `Order: ${sort}`,
  orders: {
    log: 'as in the log',
    logReversed: 'as in the log, last first',
    oldest: 'oldest first',
    newest: 'newest first',
  },
  orderBy: (field: string, isDescending: boolean) => `by ${field}, ${isDescending ? 'Z to A' : 'A to Z'}`,
  jump: 'Jump to time',
  jumpLabel: 'Time (UTC)',
  jumpHint: 'A day, a minute or a moment: 2026-07-01, 2026-07-01 10:30, 2026-07-01T10:30:15Z.',
  jumpGo: 'Jump',
  jumpInvalid: 'Expected a time in UTC such as 2026-07-01 or 2026-07-01 10:30.',
  jumpNone: 'No line of the result states this time or a later one.',
  jumpNoneBefore: 'No line of the result states this time or an earlier one.',
  jumpOther: 'The table is in another order: it goes to where the first line at or after that time stands.',
  selected: (count: number) => `${formatCounted(count, 'line', 'lines')} chosen`,
  giveUp: 'Choose none',
  copy: 'Copy',
  openPage: (kind: EntityField) => `Go to the page of the ${entityText.kinds[kind].toLowerCase()}`,
  copyCell: 'Copy the cell',
  copyRows: (count: number) => (count === 1 ? 'Copy the line' : `Copy ${formatCount(count)} lines`),
  copyCitations: (count: number) =>
    count === 1 ? 'Copy as citation' : `Copy ${formatCount(count)} citations`,
  copying: (done: number, total: number) =>
    `Reading ${formatCount(done)} of ${formatCount(total)} lines to copy…`,
  copiedCell: (name: string) => `Copied the cell ${name}`,
  copiedNothing: (name: string) => `Nothing copied: the line has no ${name}`,
  copiedRows: (count: number, columns: number) =>
    `Copied ${formatCounted(count, 'line', 'lines')} with ${formatCounted(columns, 'column', 'columns')}`,
  guarded: (count: number) =>
    `${formatCounted(count, 'cell begins', 'cells begin')} with ' so that no spreadsheet computes ${count === 1 ? 'it' : 'them'}`,
  copiedCitations: (count: number) => `Copied ${formatCounted(count, 'citation', 'citations')}`,
  tooManyRows: (count: number, most: number) =>
    `${formatCount(count)} lines are too many for the clipboard. Choose at most ${formatCount(most)}.`,
  tooManyCitations: (count: number, most: number) =>
    `For a citation the bytes of each line are read and digested again. Choose at most ${formatCount(most)} of ${formatCount(count)} lines.`,
  copyRefused: 'The system refused the clipboard',
  copyFailed: (why: string) => `Nothing copied: ${why}`,
  onlyValue: 'Only lines with this value',
  leaveOutValue: 'Leave out lines with this value',
  sortBy: 'Sort by this column',
  cellMenu: 'What to do with this cell',
  citedLine: (line: string, file: string) => `line ${line} of ${file}`,
  citedNoTime: 'no readable time',
  alsoIn: (count: number) => `also in ${formatCounted(count, 'other bundle', 'other bundles')}`,
  severalValues: ' · ',
  noHits: 'No line is found',
  noHitsAdvice:
    'Every line of the searched bundles was looked at. Take a part of the query away to find more.',
  rowFailed: 'cannot be read from the local store',
  retry: 'Read the rows again',
} as const;

/** What the program itself knows of a line. */
export const columnNames = {
  '#seq': '#',
  '#time': 'Time (UTC)',
  '#source': 'Bundle',
  '#state': 'State',
} as const;

/** What may be said of one line. Words that never stand for each other. */
export const standingNames = {
  damaged: 'Damaged',
  reject: 'Unreadable',
  ambiguous: 'Signed, ambiguous',
  withheld: 'Withheld',
  'not-checked': 'Not checked',
  verified: 'Verified',
  'not-verifiable': 'Not verifiable',
  'in-failed-bundle': 'Bundle failed',
} as const;

export const standingSentences: Record<keyof typeof standingNames, string> = {
  damaged: 'A failed check names this line.',
  reject: 'The bytes could not be read as an entry. They are kept, and searched as text.',
  ambiguous: 'The bytes are signed, but programs may read them differently. No field of the line is used.',
  withheld: 'The sender withheld this entry. Only its digest is here.',
  'not-checked': 'The stored copy was not compared with its bytes yet in this run.',
  verified: 'Part of a bundle that a pinned key signed, and whose bytes were compared in this run.',
  'not-verifiable': 'Nothing contradicts this line, but nothing that you trust vouches for its bundle.',
  'in-failed-bundle': 'No check names this line, but a check of its bundle failed.',
};
