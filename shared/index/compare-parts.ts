import { eventFields } from '../adapters/event-field.ts';
import { equalBytes } from '../bytes/equal.ts';
import type { Column } from './column.ts';
import type { IndexPart } from './index-part.ts';

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
  return eventFields.find((field) => !isSameColumn(rebuilt.columns[field], stored.columns?.[field])) ?? null;
}

/** A stored value may be anything by now. */
function isSameColumn(rebuilt: Column, stored: Column | undefined): boolean {
  return (
    isSameArray(rebuilt.ids, stored?.ids) &&
    isSameArray(rebuilt.texts.bytes, stored?.texts?.bytes) &&
    isSameArray(rebuilt.texts.ends, stored?.texts?.ends)
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
