import { eventFields } from '../adapters/event-field.ts';
import { equalBytes } from '../bytes/equal.ts';
import type { Column } from './column.ts';
import type { IndexPart } from './index-part.ts';
import type { DenseValues, OtherValues, SparseValues } from './other-values.ts';
import type { TextTable } from './text-table.ts';

/**
 * Names the first thing in a stored part that differs from the part built from the bytes just now, or null.
 * A row of the table is made from the columns: without this, somebody who edits a column in the database
 * would change what is shown while the bytes, and so the verdict, stay as they are.
 */
export function firstDifference(rebuilt: IndexPart, stored: IndexPart): string | null {
  for (const name of ['member', 'firstLine', 'offset'] as const) {
    if (stored[name] !== rebuilt[name]) return name;
  }
  if (!isSameArray(rebuilt.starts, stored.starts)) return 'starts';
  if (!isSameArray(rebuilt.reading, stored.reading)) return 'reading';
  const { seqs, times } = stored;
  if (seqs?.first !== rebuilt.seqs.first || !isSameArray(rebuilt.seqs.values, seqs.values)) return 'seq';
  if (times?.base !== rebuilt.times.base || !isSameArray(rebuilt.times.values, times.values)) return 'time';
  const field = eventFields.find((each) => !isSameColumn(rebuilt.columns[each], stored.columns?.[each]));
  return field ?? differenceOfOthers(rebuilt.others, stored.others);
}

/** A stored value may be anything by now. */
function isSameColumn(rebuilt: Column, stored: Column | undefined): boolean {
  return isSameArray(rebuilt.ids, stored?.ids) && isSameTable(rebuilt.texts, stored?.texts);
}

function isSameTable(rebuilt: TextTable, stored: TextTable | undefined): boolean {
  return isSameArray(rebuilt.bytes, stored?.bytes) && isSameArray(rebuilt.ends, stored?.ends);
}

function differenceOfOthers(rebuilt: OtherValues, stored: OtherValues | undefined): string | null {
  if (!isSameTable(rebuilt.paths, stored?.paths)) return 'paths';
  if (!isSameTable(rebuilt.texts, stored?.texts)) return 'texts';
  return isSameDense(rebuilt.dense, stored?.dense) && isSameSparse(rebuilt.sparse, stored?.sparse)
    ? null
    : 'values';
}

function isSameDense(rebuilt: readonly DenseValues[], stored: readonly DenseValues[] | undefined): boolean {
  if (!Array.isArray(stored) || stored.length !== rebuilt.length) return false;
  return rebuilt.every(({ path, ids, values }, index) => {
    const other: DenseValues | undefined = stored[index];
    return other?.path === path && isSameArray(ids, other.ids) && isSameArray(values, other.values);
  });
}

function isSameSparse(rebuilt: SparseValues, stored: SparseValues | undefined): boolean {
  return (
    isSameArray(rebuilt.paths, stored?.paths) &&
    isSameArray(rebuilt.rows, stored?.rows) &&
    isSameArray(rebuilt.ids, stored?.ids)
  );
}

/** Byte for byte, because NaN (no seq, no time) is not equal to itself. */
function isSameArray(rebuilt: ArrayBufferView | null, stored: unknown): boolean {
  if (rebuilt === null) return stored === null;
  if (!ArrayBuffer.isView(stored) || stored.constructor !== rebuilt.constructor) return false;
  return equalBytes(bytesOf(rebuilt), bytesOf(stored));
}

function bytesOf(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}
