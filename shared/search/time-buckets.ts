import { itemAt } from '../bytes/element-at.ts';
import type { UnixMillis } from '../bytes/units.ts';
import { type BitSet, bitsOf } from './bit-set.ts';
import type { FoundLines } from './found-lines.ts';
import { firstRowFrom, noneOf } from './part-times.ts';
import type { SearchedPart } from './searched-part.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Pieces of time that clocks and calendars show whole; from a month on they are counted in thirty days. */
const widths: readonly number[] = [
  ...[second, 5 * second, 15 * second, minute, 5 * minute, 15 * minute],
  ...[hour, 3 * hour, 6 * hour, 12 * hour, day, 7 * day, 30 * day],
];

/** Pieces of time of one width, one after the other; the first begins at a multiple of the width. */
export interface TimeBuckets {
  readonly start: UnixMillis;
  readonly width: number;
  readonly count: number;
}

/** The narrowest buckets of which at most `most` hold every time from `first` to `last`. */
export function bucketsFor(first: UnixMillis, last: UnixMillis, most: number): TimeBuckets {
  const atMost = Math.max(1, most);
  const narrow = widths.find((width) => countFor(first, last, width) <= atMost);
  let width = narrow ?? 30 * day;
  // Two times that lie on both sides of a multiple need two buckets, however wide they are.
  for (let factor = 2; countFor(first, last, width) > Math.max(2, atMost); factor++)
    width = factor * 30 * day;
  return { start: startOf(first, width), width, count: countFor(first, last, width) };
}

function countFor(first: UnixMillis, last: UnixMillis, width: number): number {
  return (startOf(last, width) - startOf(first, width)) / width + 1;
}

function startOf(time: UnixMillis, width: number): UnixMillis {
  return Math.floor(time / width) * width;
}

/** How many lines of a result lie in each bucket. Lines before the first or behind the last are in none. */
export function countInBuckets(found: FoundLines, buckets: TimeBuckets): Uint32Array {
  const counts = new Uint32Array(buckets.count);
  for (const [number, set] of found.sets.entries()) {
    if (itemAt(found.counts, number) === 0) continue;
    const { part } = itemAt(found.lines.parts, number);
    if (part.times.isAscending) addAscending(part, set, buckets, counts);
    else addEach(part, set, buckets, counts);
  }
  return counts;
}

/** Where time goes forward, the lines of a bucket lie side by side: their bits are counted in words. */
function addAscending(
  part: SearchedPart,
  set: BitSet,
  { start, width, count }: TimeBuckets,
  counts: Uint32Array,
): void {
  const { earliest, latest } = part.times;
  if (earliest === null || latest === null) return;
  const first = Math.max(0, Math.floor((earliest - start) / width));
  const last = Math.min(count - 1, Math.floor((latest - start) / width));
  for (
    let bucket = first, row = firstRowFrom(part.part.times, start + first * width);
    bucket <= last;
    bucket++
  ) {
    const end = firstRowFrom(part.part.times, start + (bucket + 1) * width);
    counts[bucket] = (counts[bucket] ?? 0) + countBetween(set, row, end);
    row = end;
  }
}

function countBetween({ words }: BitSet, start: number, end: number): number {
  if (start >= end) return 0;
  const [first, last] = [start >>> 5, (end - 1) >>> 5];
  const firstMask = -1 << (start & 31);
  const lastMask = -1 >>> (31 - ((end - 1) & 31));
  if (first === last) return bitsOf((words[first] ?? 0) & firstMask & lastMask);
  let count = bitsOf((words[first] ?? 0) & firstMask) + bitsOf((words[last] ?? 0) & lastMask);
  for (let word = first + 1; word < last; word++) count += bitsOf(words[word] ?? 0);
  return count;
}

function addEach(
  part: SearchedPart,
  { words }: BitSet,
  { start, width, count }: TimeBuckets,
  counts: Uint32Array,
): void {
  const { base, values } = part.part.times;
  const none = noneOf(part.part.times);
  const offset = base - start;
  for (let index = 0; index < words.length; index++) {
    for (let word = words[index] ?? 0; word !== 0; word &= word - 1) {
      const value = values[index * 32 + 31 - Math.clz32(word & -word)] ?? Number.NaN;
      if (value === none) continue;
      const bucket = Math.floor((value + offset) / width);
      if (bucket >= 0 && bucket < count) counts[bucket] = (counts[bucket] ?? 0) + 1;
    }
  }
}

/** Lines of a result that state no time. */
export function countWithoutTime(found: FoundLines): number {
  let count = 0;
  for (const [number, set] of found.sets.entries()) {
    const { part } = itemAt(found.lines.parts, number);
    if (part.times.withoutTime === 0 || itemAt(found.counts, number) === 0) continue;
    const { values } = part.part.times;
    const none = noneOf(part.part.times);
    set.forEach((row) => {
      const value = values[row] ?? Number.NaN;
      if (value === none || Number.isNaN(value)) count += 1;
    });
  }
  return count;
}
