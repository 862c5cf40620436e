import type { DenseValues, SparseValues } from '../index/other-values.ts';
import type { BitSet } from './bit-set.ts';

/** The ids of a column, or of the values at one path. */
type Ids = DenseValues['ids'];

/** For each id whether it is wanted, 1 or 0: a byte is looked up in a third of the time of a bit (measured). */
export type WantedIds = Uint8Array;

/** Adds the rows whose id is wanted. `wanted` has a place for every id. */
export function addRowsOf(rows: BitSet, ids: Ids, wanted: WantedIds): void {
  const only = onlyOne(wanted);
  if (only === null) return;
  if (only === undefined) addRowsOfMany(rows, ids, wanted);
  else addRowsOfOne(rows, ids, only);
}

/** The same for pairs of row and id, from `start` to before `end`. */
export function addPairsOf(
  rows: BitSet,
  { rows: pairRows, ids }: SparseValues,
  wanted: WantedIds,
  { start, end }: { readonly start: number; readonly end: number },
): void {
  const { words } = rows;
  for (let index = start; index < end; index++) {
    if (wanted[ids[index] ?? 0] !== 1) continue;
    const row = pairRows[index] ?? 0;
    words[row >>> 5] = (words[row >>> 5] ?? 0) | (1 << (row & 31));
  }
}

/** Null for none, undefined for several. */
function onlyOne(wanted: WantedIds): number | null | undefined {
  const first = wanted.indexOf(1);
  if (first === -1) return null;
  return wanted.indexOf(1, first + 1) === -1 ? first : undefined;
}

function addRowsOfOne(rows: BitSet, ids: Ids, wanted: number): void {
  if (!(ids instanceof Uint8Array)) addRowsOfRare(rows, ids, wanted);
  else if (isLittleEndian && ids.byteOffset % 4 === 0 && wanted <= 0xff) addRowsOfByte(rows, ids, wanted);
  else addEachOfOne(rows, ids, wanted, 0);
}

const isLittleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** Compares four ids at once: one by one took half of the time of a word that a third of the lines have (measured). */
function addRowsOfByte(rows: BitSet, ids: Uint8Array, wanted: number): void {
  const { words } = rows;
  const quads = new Uint32Array(ids.buffer, ids.byteOffset, ids.length >>> 2);
  const sought = Math.imul(wanted, 0x01010101);
  const whole = Math.min(words.length, quads.length >>> 3);
  for (let word = 0; word < whole; word++) {
    let bits = 0;
    for (let quad = 0; quad < 8; quad++) {
      const other = (quads[word * 8 + quad] ?? 0) ^ sought;
      // The top bit of each byte that is 0, and of no other: adding 0x7f to seven bits carries into no neighbour.
      const equal = ~(((other & 0x7f7f7f7f) + 0x7f7f7f7f) | other | 0x7f7f7f7f) >>> 7;
      bits |= ((Math.imul(equal, 0x01020408) >>> 24) & 0xf) << (quad * 4);
    }
    if (bits !== 0) words[word] = (words[word] ?? 0) | bits;
  }
  addEachOfOne(rows, ids, wanted, whole);
}

/** More hits than this, and a call for each costs more than looking at every row. */
const mostRare = 1_000;

/** Of many different values each has few rows, and the platform finds them four times as fast (measured). */
function addRowsOfRare(rows: BitSet, ids: Ids, wanted: number): void {
  let hits = 0;
  for (let row = ids.indexOf(wanted); row !== -1; row = ids.indexOf(wanted, row + 1)) {
    rows.add(row);
    hits += 1;
    if (hits <= mostRare) continue;
    addEachOfOne(rows, ids, wanted, row >>> 5);
    return;
  }
}

/** From a word of the set on. */
function addEachOfOne({ words }: BitSet, ids: Ids, wanted: number, from: number): void {
  for (let word = from; word < words.length; word++) {
    const first = word * 32;
    const count = Math.min(32, ids.length - first);
    let bits = 0;
    for (let bit = 0; bit < count; bit++) if (ids[first + bit] === wanted) bits |= 1 << bit;
    if (bits !== 0) words[word] = (words[word] ?? 0) | bits;
  }
}

function addRowsOfMany({ words }: BitSet, ids: Ids, wanted: WantedIds): void {
  for (let word = 0; word < words.length; word++) {
    const first = word * 32;
    const count = Math.min(32, ids.length - first);
    let bits = 0;
    for (let bit = 0; bit < count; bit++) bits |= (wanted[ids[first + bit] ?? 0] ?? 0) << bit;
    if (bits !== 0) words[word] = (words[word] ?? 0) | bits;
  }
}
