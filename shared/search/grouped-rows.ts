import type { ByteCount } from '../bytes/units.ts';
import type { Column } from '../index/column.ts';
import { bitsInBoth } from './bit-set.ts';
import type { FoundLines } from './found-lines.ts';
import type { FrequentValues } from './frequent-values.ts';
import { emptyId, firstTextId, withheldId } from './searched-part.ts';

/** The ids of a field in one part, and which number each has in all parts. */
interface NumberedIds {
  readonly ids: Column['ids'];
  readonly numbers: Uint32Array;
}

/**
 * The rows of a field that has nearly as many texts as lines, by what they have. Counting each row under its text touches
 * memory all over for a million of them; so rows are told apart beforehand into those whose text no other line has, of which
 * bits are counted, and the few others, which lie side by side for each text: a quarter of the time (measured).
 */
export interface GroupedRows {
  /** Of each part, the word in which its first row is. A row is the number of its bit. */
  readonly firstWords: Uint32Array;
  /** Rows whose text no other line has. */
  readonly lone: Uint32Array;
  /** Rows that are absent, empty or withheld; null where no row is. */
  readonly textless: readonly (Uint32Array | null)[];
  /** The rows of each text that several lines have, side by side; those of texts that two lines have come last. */
  readonly rows: Uint32Array;
  /** The numbers of these texts. */
  readonly numbers: Uint32Array;
  /** Where the rows of each end that more than two lines have. */
  readonly ends: Uint32Array;
  /** Room for the rows of a result while they are counted. */
  readonly found: Uint32Array;
}

export interface GroupCounts {
  /** Different texts that several searched lines have, and of the result at least one. */
  readonly shared: number;
  /** Lines of the result, and texts: each has one that no other searched line has. */
  readonly lone: number;
  readonly absent: number;
  readonly empty: number;
  readonly withheld: number;
}

/** A field with fewer texts for its lines has hardly a row that is alone. */
const leastShare = 1 / 4;

/** Null for a field with few texts. `texts` is how many different ones there are. */
export async function groupRows(
  parts: readonly NumberedIds[],
  texts: number,
  step: () => Promise<void>,
): Promise<GroupedRows | null> {
  const lines = parts.reduce((sum, { ids }) => sum + ids.length, 0);
  if (texts < lines * leastShare) return null;
  const firstWords = new Uint32Array(parts.length);
  let words = 0;
  for (const [index, { ids }] of parts.entries()) {
    firstWords[index] = words;
    words += (ids.length + 31) >>> 5;
  }
  const counts = new Uint32Array(firstTextId + texts);
  for (const part of parts) {
    countRows(part, counts);
    await step();
  }
  const { places, numbers, ends, count } = placeGroups(counts);
  const grouped = {
    lone: new Uint32Array(words),
    textless: Array.from({ length: firstTextId }, (_, id) =>
      counts[id] === 0 ? null : new Uint32Array(words),
    ),
    rows: new Uint32Array(count),
  };
  for (const [index, part] of parts.entries()) {
    layOutRows(part, (firstWords[index] ?? 0) * 32, places, grouped);
    await step();
  }
  return { ...grouped, firstWords, ends, numbers, found: new Uint32Array(words) };
}

function countRows({ ids, numbers }: NumberedIds, counts: Uint32Array): void {
  for (let row = 0; row < ids.length; row++) {
    const number = numbers[ids[row] ?? 0] ?? 0;
    counts[number] = (counts[number] ?? 0) + 1;
  }
}

/** Stands for the place of a row whose text is its own. */
const isAlone = 0xffffffff;

/** The texts that several rows have, and for each number where its next row is put. */
function placeGroups(counts: Uint32Array) {
  const texts = counts.subarray(firstTextId);
  const many = texts.reduce((sum, count) => sum + Number(count > 2), 0);
  const two = texts.reduce((sum, count) => sum + Number(count === 2), 0);
  const numbers = new Uint32Array(many + two);
  const ends = new Uint32Array(many);
  const rowsOfMany = texts.reduce((sum, count) => sum + (count > 2 ? count : 0), 0);
  const places = counts;
  let [group, end, pair] = [0, 0, 0];
  for (let number = firstTextId; number < counts.length; number++) {
    const count = counts[number] ?? 0;
    if (count === 2) {
      places[number] = rowsOfMany + 2 * pair;
      numbers[many + pair++] = number;
    } else if (count > 2) {
      places[number] = end;
      end += count;
      numbers[group] = number;
      ends[group++] = end;
    } else places[number] = isAlone;
  }
  return { places, numbers, ends, count: rowsOfMany + 2 * two };
}

function layOutRows(
  { ids, numbers }: NumberedIds,
  first: number,
  places: Uint32Array,
  { lone, textless, rows }: Pick<GroupedRows, 'lone' | 'textless' | 'rows'>,
): void {
  for (let index = 0; index < ids.length; index++) {
    const number = numbers[ids[index] ?? 0] ?? 0;
    const row = first + index;
    const place = places[number] ?? isAlone;
    if (number >= firstTextId && place !== isAlone) {
      rows[place] = row;
      places[number] = place + 1;
      continue;
    }
    const bits = number < firstTextId ? textless[number] : lone;
    if (bits) bits[row >>> 5] = (bits[row >>> 5] ?? 0) | (1 << (row & 31));
  }
}

/** Counts the rows of a result, and offers each text that several searched lines have. */
export function countGroups(found: FoundLines, grouped: GroupedRows, best: FrequentValues): GroupCounts {
  const { firstWords, lone, textless, found: bits } = grouped;
  for (const [index, set] of found.sets.entries()) bits.set(set.words, firstWords[index] ?? 0);
  const without = (id: number) => bitsInBoth(bits, textless[id] ?? new Uint32Array(0));
  return {
    shared: offerShared(bits, grouped, best),
    lone: bitsInBoth(bits, lone),
    absent: without(0),
    empty: without(emptyId),
    withheld: without(withheldId),
  };
}

/** How many were offered. */
function offerShared(bits: Uint32Array, grouped: GroupedRows, best: FrequentValues): number {
  const { rows, ends, numbers } = grouped;
  let shared = 0;
  let at = 0;
  for (let group = 0; group < ends.length; group++) {
    let count = 0;
    for (const end = ends[group] ?? 0; at < end; at++) count += bitAt(bits, rows[at] ?? 0);
    if (count === 0) continue;
    shared += 1;
    if (count >= best.least) best.offer(numbers[group] ?? 0, count);
  }
  return shared + offerPairs(bits, grouped, best);
}

/** Nine of ten texts that several lines have: nothing is asked of them that the processor cannot foresee. */
function offerPairs(bits: Uint32Array, { rows, ends, numbers }: GroupedRows, best: FrequentValues): number {
  let shared = 0;
  for (let group = ends.length, at = ends.at(-1) ?? 0; group < numbers.length; group++, at += 2) {
    const [one, other] = [bitAt(bits, rows[at] ?? 0), bitAt(bits, rows[at + 1] ?? 0)];
    shared += one | other;
    if (one + other >= best.least && (one | other) === 1) best.offer(numbers[group] ?? 0, one + other);
  }
  return shared;
}

function bitAt(bits: Uint32Array, row: number): number {
  return ((bits[row >>> 5] ?? 0) >>> (row & 31)) & 1;
}

/** About how many bytes they take. */
export function weightOfGroups({ lone, textless, rows, numbers, ends }: GroupedRows): ByteCount {
  const sets = 2 + textless.reduce((count, bits) => count + Number(bits !== null), 0);
  return sets * lone.byteLength + rows.byteLength + numbers.byteLength + ends.byteLength;
}
