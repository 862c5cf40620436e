import { itemAt } from '../bytes/element-at.ts';
import type { FieldTexts } from './field-texts.ts';
import type { FoundLines } from './found-lines.ts';
import { spelledNumber } from './number-texts.ts';
import { firstTextId } from './searched-part.ts';
import { sortStably } from './sort-stably.ts';
import { sortTexts } from './sort-texts.ts';

/** For each number of a value its place among all texts, from 1; 0 for what is no text. */
export type ValueRanks = Uint32Array;

/**
 * Numbers come first, by what they are; all other texts in the order of their UTF-16 units, as do two spellings of one
 * number. `rest` is called now and then.
 */
export async function rankValues({ texts }: FieldTexts, rest: () => Promise<void>): Promise<ValueRanks> {
  const order = await sortTexts(texts, rest);
  const values = new Float64Array(order.length);
  const numbers = new Uint32Array(order.length);
  let count = 0;
  for (let place = 0; place < order.length; place++) {
    const text = order[place] ?? 0;
    const value = spelledNumber(
      texts.bytes,
      text === 0 ? 0 : (texts.ends[text - 1] ?? 0),
      texts.ends[text] ?? 0,
    );
    if (value === null) continue;
    values[count] = value;
    numbers[count] = text;
    count += 1;
  }
  await rest();
  sortStably(numbers.subarray(0, count), values.subarray(0, count));
  await rest();
  const ranks = new Uint32Array(order.length + firstTextId);
  let rank = 0;
  for (let index = 0; index < count; index++) ranks[(numbers[index] ?? 0) + firstTextId] = ++rank;
  for (const text of order) if (ranks[text + firstTextId] === 0) ranks[text + firstTextId] = ++rank;
  return ranks;
}

/**
 * The rows of a result by their value: of several the smallest counts when it ascends, the greatest when it descends.
 * Rows without any text come last in both directions, and ties are in the order of the log.
 */
export function orderByValue(
  found: FoundLines,
  values: FieldTexts,
  ranks: ValueRanks,
  isDescending: boolean,
): Uint32Array {
  const rows = found.allRows();
  const keys = new Uint32Array(rows.length);
  const last = ranks.length;
  // A key is a place from 1 on in the direction of the order, and that of no text behind all of them.
  const keyOf = (rank: number) => (rank === 0 ? last : isDescending ? last - rank : rank);
  let at = 0;
  for (const [number, set] of found.sets.entries()) {
    const part = itemAt(values.parts, number);
    const first = at;
    at += itemAt(found.counts, number);
    if (part.kind === 'single') {
      let index = first;
      set.forEach((row) => {
        keys[index++] = keyOf(ranks[part.numbers[part.ids[row] ?? 0] ?? 0] ?? 0);
      });
      continue;
    }
    let [index, pair] = [first, 0];
    set.forEach((row) => {
      let best = last;
      while (pair < part.rows.length && (part.rows[pair] ?? 0) < row) pair += 1;
      for (; pair < part.rows.length && part.rows[pair] === row; pair += 1) {
        best = Math.min(best, keyOf(ranks[part.numbers[pair] ?? 0] ?? 0));
      }
      keys[index++] = best;
    });
  }
  return sortByKeys(rows, keys, last);
}

/** Each key is counted, then each row laid where its key begins: as fast for a million different values as for two. */
function sortByKeys(rows: Uint32Array, keys: Uint32Array, highest: number): Uint32Array {
  const starts = new Uint32Array(highest + 2);
  for (let index = 0; index < keys.length; index++) {
    const next = (keys[index] ?? 0) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let key = 1; key < starts.length; key++) starts[key] = (starts[key] ?? 0) + (starts[key - 1] ?? 0);
  const sorted = new Uint32Array(rows.length);
  for (let index = 0; index < rows.length; index++) {
    const key = keys[index] ?? 0;
    const place = starts[key] ?? 0;
    sorted[place] = rows[index] ?? 0;
    starts[key] = place + 1;
  }
  return sorted;
}
