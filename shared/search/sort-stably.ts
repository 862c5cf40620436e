/**
 * Sorts rows by their keys, and the keys with them; rows with equal keys keep their order. What is sorted already costs
 * one look, and a few logs one after the other a few: runs that ascend are merged two by two.
 */
export function sortStably(rows: Uint32Array, keys: Float64Array): void {
  let ends = runEnds(keys);
  let from: Keyed = { rows, keys };
  let into: Keyed = { rows: new Uint32Array(rows.length), keys: new Float64Array(keys.length) };
  while (ends.length > 1) {
    const merged: number[] = [];
    let start = 0;
    for (let run = 0; run < ends.length; run += 2) {
      const middle = ends[run] ?? start;
      const end = ends[run + 1] ?? middle;
      merge(from, into, start, middle, end);
      merged.push(end);
      start = end;
    }
    ends = merged;
    [from, into] = [into, from];
  }
  if (from.rows === rows) return;
  rows.set(from.rows);
  keys.set(from.keys);
}

interface Keyed {
  readonly rows: Uint32Array;
  readonly keys: Float64Array;
}

function runEnds(keys: Float64Array): number[] {
  const ends: number[] = [];
  for (let index = 1; index < keys.length; index++) {
    if ((keys[index] ?? 0) < (keys[index - 1] ?? 0)) ends.push(index);
  }
  if (keys.length > 0) ends.push(keys.length);
  return ends;
}

/** Of two equal keys the one of the left run comes first. */
function merge(from: Keyed, into: Keyed, start: number, middle: number, end: number): void {
  let [left, right] = [start, middle];
  for (let at = start; at < end; at++) {
    const isLeft = left < middle && (right >= end || (from.keys[left] ?? 0) <= (from.keys[right] ?? 0));
    const chosen = isLeft ? left++ : right++;
    into.rows[at] = from.rows[chosen] ?? 0;
    into.keys[at] = from.keys[chosen] ?? 0;
  }
}
