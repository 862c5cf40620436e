import { BugError } from './errors.ts';

/**
 * The byte at an index that the caller knows to be one of these bytes. The type of a typed array says that there may be
 * none; a fallback value would be a branch that nothing can reach, and would hide a mistake of ours behind a zero.
 */
export function byteAt(bytes: Uint8Array, index: number): number {
  const byte = bytes[index];
  if (byte === undefined) throw noElement(index, bytes.length);
  return byte;
}

/** The same for numbers with a sign. */
export function numberAt(numbers: Int32Array, index: number): number {
  const number = numbers[index];
  if (number === undefined) throw noElement(index, numbers.length);
  return number;
}

/** The same for offsets. A function of its own: one that reads two kinds of arrays is slow for both. */
export function offsetAt(offsets: Uint32Array, index: number): number {
  const offset = offsets[index];
  if (offset === undefined) throw noElement(index, offsets.length);
  return offset;
}

/** The same for seqs and times. */
export function floatAt(floats: Float64Array, index: number): number {
  const float = floats[index];
  if (float === undefined) throw noElement(index, floats.length);
  return float;
}

/** The same for lists; a negative index counts from the end. */
export function itemAt<Item>(items: readonly Item[], index: number): Item {
  const item = items[index < 0 ? items.length + index : index];
  if (item === undefined) throw noElement(index, items.length);
  return item;
}

/** The same for tables, whose keys the caller has filled in. */
export function valueAt<Key extends string, Value>(table: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = table.get(key);
  if (value === undefined) throw new BugError(`There is nothing under ${key} among ${table.size}.`);
  return value;
}

function noElement(index: number, length: number): BugError {
  return new BugError(`There is no element ${index} among ${length}.`);
}
