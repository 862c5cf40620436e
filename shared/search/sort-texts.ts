import { offsetAt } from '../bytes/element-at.ts';
import type { TextTable } from '../index/text-table.ts';
import { compareTexts } from './text-order.ts';

/** Fewer texts are compared one with another. */
const fewTexts = 48;
/** A key is so many characters' bytes, and behind them the place of the text in its run. */
const keyBytes = 5;
const mostInRun = 1 << 24;
const placeMask = mostInRun - 1;

/**
 * The numbers of all texts of a table in the order of their UTF-16 units. Texts are sorted as whole numbers made of their
 * next five bytes, which takes the platform a third of the time of comparing (measured), then those that are alike so
 * far by the five after. `rest` is called between two runs.
 */
export async function sortTexts(table: TextTable, rest: () => Promise<void>): Promise<Uint32Array> {
  const order = Uint32Array.from({ length: table.ends.length }, (_, number) => number);
  const waiting = [{ start: 0, end: order.length, depth: 0 }];
  for (let run = waiting.pop(); run !== undefined; run = waiting.pop()) {
    const numbers = order.subarray(run.start, run.end);
    if (numbers.length <= fewTexts || numbers.length > mostInRun) {
      numbers.sort((one, other) => compareTexts(table, one, other));
      continue;
    }
    const { start } = run;
    const depth = run.depth + commonLength(table, numbers, run.depth);
    for (const alike of sortByNext(table, numbers, depth)) {
      waiting.push({ start: start + alike.start, end: start + alike.end, depth: depth + keyBytes });
    }
    if (numbers.length > 4_096) await rest();
  }
  return order;
}

/** How many bytes from `depth` on all these texts have in common: of the texts of one field these are often many. */
function commonLength({ bytes, ends }: TextTable, numbers: Uint32Array, depth: number): number {
  const startOf = (number: number) => (number === 0 ? 0 : offsetAt(ends, number - 1)) + depth;
  const first = numbers[0] ?? 0;
  const firstStart = startOf(first);
  let common = Math.max(0, offsetAt(ends, first) - firstStart);
  for (let index = 1; index < numbers.length && common > 0; index++) {
    const number = numbers[index] ?? 0;
    const start = startOf(number);
    const most = Math.min(common, offsetAt(ends, number) - start);
    let length = 0;
    while (length < most && bytes[start + length] === bytes[firstStart + length]) length += 1;
    common = length;
  }
  return common;
}

/** Sorts by the five bytes from `depth` on; returns the runs of several texts that are alike in them. */
function sortByNext(
  table: TextTable,
  numbers: Uint32Array,
  depth: number,
): readonly { readonly start: number; readonly end: number }[] {
  const keys = new BigUint64Array(numbers.length);
  // The halves of a key as the processors of all our platforms lay them out: the lower one first.
  const halves = new Uint32Array(keys.buffer);
  for (let place = 0; place < numbers.length; place++) {
    const number = numbers[place] ?? 0;
    const at = (number === 0 ? 0 : (table.ends[number - 1] ?? 0)) + depth;
    const end = table.ends[number] ?? at;
    const { bytes } = table;
    const byteOf = (offset: number) => (at + offset < end ? (orderOfByte[bytes[at + offset] ?? 0] ?? 0) : 0);
    halves[place * 2 + 1] = (byteOf(0) << 24) | (byteOf(1) << 16) | (byteOf(2) << 8) | byteOf(3);
    halves[place * 2] = (byteOf(4) << 24) | place;
  }
  keys.sort();
  const before = numbers.slice();
  const alike: { readonly start: number; readonly end: number }[] = [];
  let start = 0;
  for (let index = 0; index < numbers.length; index++) {
    const low = halves[index * 2] ?? 0;
    numbers[index] = before[low & placeMask] ?? 0;
    const isLast = index + 1 === numbers.length;
    const isAlike =
      !isLast &&
      halves[index * 2 + 3] === halves[index * 2 + 1] &&
      (halves[index * 2 + 2] ?? 0) >>> 24 === low >>> 24;
    if (isAlike) continue;
    if (index > start) alike.push({ start, end: index + 1 });
    start = index + 1;
  }
  return alike;
}

/**
 * From 1 on, 0 being the end of a text. The first bytes of characters beyond U+FFFF go before EE and EF: in UTF-16 such a
 * character begins with a unit from D800 on.
 */
const orderOfByte = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte < 0xee) return byte + 1;
  return (byte < 0xf0 ? byte + 5 : byte - 2) + 1;
});
