import { eventFields } from '../adapters/event-field.ts';
import { equalBytes } from '../bytes/equal.ts';
import type { Block } from './block.ts';
import type { Dictionaries } from './dictionary.ts';

/**
 * Names the first part of a stored block that differs from the block built from its raw bytes just now, or null.
 * A row of the table is made from the columns: without this, somebody who edits a column in the database
 * would change what is shown while the raw bytes, and so the verdict, stay as they are.
 */
export function firstDifference(rebuilt: Block, stored: Block): string | null {
  if (stored.member !== rebuilt.member) return 'member';
  for (const name of ['firstOrdinal', 'firstLine', 'offset'] as const) {
    if (stored[name] !== rebuilt[name]) return name;
  }
  for (const name of ['raw', 'starts', 'leaves', 'reading', 'seq', 'time'] as const) {
    if (!equalColumns(rebuilt[name], stored[name])) return name;
  }
  for (const field of eventFields) {
    if (!equalColumns(rebuilt.fields[field], stored.fields?.[field])) return field;
  }
  return null;
}

/** Names the first field whose stored texts differ from those that the entries give now, or null. */
export function firstDictionaryDifference(rebuilt: Dictionaries, stored: Dictionaries): string | null {
  const differs = eventFields.find((field) => {
    const texts = stored[field];
    return texts.length !== rebuilt[field].length || texts.some((text, id) => text !== rebuilt[field][id]);
  });
  return differs ?? null;
}

type Column = Uint8Array | Uint32Array | Float64Array;

/** Byte for byte, because NaN (no seq, no time) is not equal to itself. A stored value may be anything by now. */
function equalColumns(rebuilt: Column, stored: unknown): boolean {
  if (!ArrayBuffer.isView(stored) || stored.constructor !== rebuilt.constructor) return false;
  return equalBytes(bytesOf(rebuilt), bytesOf(stored));
}

function bytesOf(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}
