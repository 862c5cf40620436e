import type { FieldValue } from '../../../../shared/adapters/field-value.ts';
import type { DigestHex } from '../../../../shared/bytes/units.ts';
import { toVisibleString } from '../../../../shared/bytes/visible-text.ts';
import type { BundleView, EntryRow } from '../../../../shared/contract/case-protocol.ts';
import type { HitRow } from '../../../../shared/contract/search-protocol.ts';
import { fieldNames, missingFieldNames } from '../../../text/explore.ts';
import { columnNames, standingNames, tableText } from '../../../text/table.ts';
import { formatCount } from '../../common/format-number.ts';
import { formatTime } from '../../common/format-time.ts';
import {
  type ColumnId,
  type ColumnLayout,
  furtherFields,
  isEventField,
  isOwnColumn,
} from './column-layout.ts';
import { entryStanding } from './entry-standing.ts';

/** What is copied, and how many of its cells had to be kept from being computed. */
export interface CopiedRows {
  readonly text: string;
  readonly guarded: number;
}

/** The name of a column as it heads copied rows. */
function columnName(id: ColumnId): string {
  if (isOwnColumn(id)) return columnNames[id];
  return isEventField(id) ? fieldNames[id] : id;
}

/** The same where it is read or spoken: what the evidence calls a field may hide characters. */
export function visibleColumnName(id: ColumnId): string {
  return toVisibleString(columnName(id));
}

/** One cell as plain text, exactly as the line has it. Null where the line has nothing there. */
export function cellText(
  row: HitRow,
  id: ColumnId,
  fields: readonly string[],
  source: BundleView | null,
): string | null {
  switch (id) {
    case '#seq':
      return row.seq === null ? null : String(row.seq);
    case '#time':
      return row.time === null ? null : formatTime(row.time);
    case '#source':
      return source?.fileName ?? null;
    case '#state':
      return standingNames[entryStanding(row, source)];
    default: {
      const texts = cellValues(row, id, fields).flatMap((value) => valueText(value) ?? []);
      return texts.length === 0 ? null : texts.join('; ');
    }
  }
}

/** All values of a line in a column that is a field; none where it has none. */
export function cellValues(row: HitRow, id: ColumnId, fields: readonly string[]): readonly FieldValue[] {
  if (isEventField(id)) return [row.fields[id]];
  return row.further[fields.indexOf(id)] ?? [];
}

/** Rows with a head, as spreadsheets take them from the clipboard: tabs between cells, LF after each row. */
export function copiedRows(
  rows: readonly HitRow[],
  layout: ColumnLayout,
  sourceOf: (row: HitRow) => BundleView | null,
): CopiedRows {
  const fields = furtherFields(layout);
  let guarded = 0;
  const cell = (text: string) => {
    const isGuarded = isFormula(text);
    if (isGuarded) guarded += 1;
    return quoted(isGuarded ? `'${text}` : text);
  };
  const lines = [
    layout.map(({ id }) => cell(columnName(id))),
    ...rows.map((row) => layout.map(({ id }) => cell(cellText(row, id, fields, sourceOf(row)) ?? ''))),
  ];
  return { text: lines.map((cells) => `${cells.join('\t')}\n`).join(''), guarded };
}

/**
 * One line, as a report names it: the log, the place in it, the first half of its leaf digest, and its time in UTC. Text of
 * the evidence is made visible: a citation is read by people who see no marks.
 */
export function citation(row: EntryRow, leaf: DigestHex, bundle: BundleView): string {
  const place =
    row.seq === null
      ? tableText.citedLine(formatCount(row.ordinal + 1), toVisibleString(bundle.fileName))
      : `seq ${row.seq}`;
  const time = row.time === null ? tableText.citedNoTime : formatTime(row.time);
  const standing = entryStanding(row, bundle);
  const words = standing === 'verified' ? [] : [standingNames[standing].toLowerCase()];
  return [toVisibleString(bundle.origin), place, `leaf sha256:${leaf.slice(0, 16)}`, time, ...words].join(
    ', ',
  );
}

function valueText(value: FieldValue): string | null {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'absent':
      return null;
    case 'empty':
    case 'withheld':
      return `(${missingFieldNames[value.kind]})`;
    default:
      return value satisfies never;
  }
}

/** Spreadsheets compute a cell that begins so, also a pasted one. A plain number computes to itself. */
function isFormula(text: string): boolean {
  return /^[=+\-@\t\r]/.test(text) && !/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text);
}

/** As spreadsheets quote: only where a cell would break its row, with quotes doubled. */
function quoted(text: string): string {
  return /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
