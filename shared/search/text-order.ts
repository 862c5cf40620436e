import type { TextTable } from '../index/text-table.ts';

/** The first byte of a character beyond U+FFFF: in UTF-16 it begins with a unit from D800 on, before E000. */
const firstOfFour = 0xf0;
const lastBeforeSurrogates = 0xed;

/** Compares two texts of a table in the order of their UTF-16 units, as JavaScript compares strings, without building them. */
export function compareTexts({ bytes, ends }: TextTable, one: number, other: number): number {
  let [at, otherAt] = [startOf(ends, one), startOf(ends, other)];
  const [end, otherEnd] = [ends[one] ?? 0, ends[other] ?? 0];
  while (at < end && otherAt < otherEnd) {
    const [byte, otherByte] = [bytes[at] ?? 0, bytes[otherAt] ?? 0];
    if (byte !== otherByte) return orderOf(byte) - orderOf(otherByte);
    at += 1;
    otherAt += 1;
  }
  return end - at - (otherEnd - otherAt);
}

function startOf(ends: Uint32Array, number: number): number {
  return number === 0 ? 0 : (ends[number - 1] ?? 0);
}

function orderOf(byte: number): number {
  return byte >= firstOfFour ? lastBeforeSurrogates + (byte - firstOfFour + 1) / 32 : byte;
}
