import { itemAt } from '../bytes/element-at.ts';
import type { FoundLines } from './found-lines.ts';
import { noneOf } from './part-times.ts';
import { sortStably } from './sort-stably.ts';

/** The rows of a result by their time, and how many of them state one: the others come last. */
export interface TimeOrder {
  readonly rows: Uint32Array;
  readonly timed: number;
}

/** Equal times stay in the order of the log, in both directions. */
export function orderByTime(found: FoundLines, isDescending: boolean): TimeOrder {
  const { rows, times } = gather(found);
  const timed = times.length;
  if (!isAscending(times)) sortStably(rows.subarray(0, timed), times);
  if (isDescending) turnRound(rows.subarray(0, timed), times);
  return { rows, timed };
}

/** Rows that state a time in the order of the log, then the others. */
function gather({ lines, sets, total }: FoundLines) {
  const rows = new Uint32Array(total);
  const times = new Float64Array(total);
  const others: number[] = [];
  let timed = 0;
  for (const [number, { words }] of sets.entries()) {
    const { part, firstRow } = itemAt(lines.parts, number);
    const { base, values } = part.part.times;
    const none = noneOf(part.part.times);
    for (let index = 0; index < words.length; index++) {
      for (let word = words[index] ?? 0; word !== 0; word &= word - 1) {
        const row = index * 32 + 31 - Math.clz32(word & -word);
        const value = values[row] ?? Number.NaN;
        if (value === none || Number.isNaN(value)) {
          others.push(firstRow + row);
          continue;
        }
        rows[timed] = firstRow + row;
        times[timed] = base + value;
        timed += 1;
      }
    }
  }
  rows.set(others, timed);
  return { rows, times: times.subarray(0, timed) };
}

function isAscending(times: Float64Array): boolean {
  let before = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < times.length; index++) {
    const time = times[index] ?? 0;
    if (time < before) return false;
    before = time;
  }
  return true;
}

/** Latest first; a run of equal times keeps its order. */
function turnRound(rows: Uint32Array, times: Float64Array): void {
  rows.reverse();
  times.reverse();
  for (let start = 0; start < times.length; ) {
    let end = start + 1;
    while (end < times.length && times[end] === times[start]) end += 1;
    if (end - start > 1) rows.subarray(start, end).reverse();
    start = end;
  }
}
