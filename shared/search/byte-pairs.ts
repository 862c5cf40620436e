import { derivedOnce } from '../bytes/derived-once.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { DenseValues } from '../index/other-values.ts';
import type { TextPattern } from '../query/query-tree.ts';
import type { FoldedTexts } from './text/folded-texts.ts';

/**
 * Which two bytes follow one another somewhere in the texts of a table, in small letters: a bit for each of 65,536 pairs.
 * A word that has another pair is in none of them: addresses have no letters, amounts no `u-`. So most tables are not even
 * looked at, and a rare word takes a third of the time (measured).
 */
export type BytePairs = Uint32Array;

/** Which bytes occur somewhere in some texts, in small letters: a bit for each of 256. */
export type SingleBytes = Uint32Array;

const pairWords = 65_536 / 32;
const singleWords = 256 / 32;

/** Reads every byte once. Two that follow one another across two texts count as well: that leaves out no text. */
export function bytePairsOf({ table, changed }: Pick<FoldedTexts, 'table' | 'changed'>): BytePairs {
  const pairs = new Uint32Array(pairWords);
  addPairs(pairs, table.bytes);
  // The small letters of these texts are nowhere else.
  addPairs(pairs, changed.table.bytes);
  return pairs;
}

/** Of those texts of a table that occur at one path. */
export function singleBytesOf(
  { table: { bytes, ends }, changed }: Pick<FoldedTexts, 'table' | 'changed'>,
  { values }: Pick<DenseValues, 'values'>,
): SingleBytes {
  const singles = new Uint32Array(singleWords);
  for (let index = 0; index < values.length; index++) {
    const number = values[index] ?? 0;
    addBytes(singles, bytes, number === 0 ? 0 : (ends[number - 1] ?? 0), ends[number] ?? 0);
  }
  // Whichever path they are of.
  addBytes(singles, changed.table.bytes, 0, changed.table.bytes.length);
  return singles;
}

/** Whether some text may have the pattern in it. */
export function mayHave(pairs: BytePairs, pattern: TextPattern): boolean {
  return neededBy(pattern).pairs.every((pair) => hasBit(pairs, pair));
}

/** The same by single bytes: less sure, and said of a part of a table. */
export function mayHaveBytes(singles: SingleBytes, pattern: TextPattern): boolean {
  return neededBy(pattern).bytes.every((byte) => hasBit(singles, byte));
}

interface NeededBytes {
  readonly pairs: Uint16Array;
  readonly bytes: Uint8Array;
}

/** A question asks the tables of hundreds of parts about the same pattern. */
const neededBy = derivedOnce((pattern: TextPattern): NeededBytes => {
  const runs = pattern.pieces.flatMap(runsOf).map((run) => encodeUtf8(run));
  const pairs = runs.flatMap((bytes) =>
    Array.from(bytes.subarray(1), (byte, index) => ((bytes[index] ?? 0) << 8) | byte),
  );
  return { pairs: Uint16Array.from(pairs), bytes: Uint8Array.from(runs.flatMap((run) => [...run])) };
});

/** Characters that stand side by side, without those that may be any. */
function runsOf(piece: TextPattern['pieces'][number]): readonly string[] {
  const runs = [''];
  for (const character of piece) {
    if (character === null) runs.push('');
    else runs[runs.length - 1] += character;
  }
  return runs;
}

function addPairs(pairs: BytePairs, bytes: Uint8Array): void {
  let before = smallOf[bytes[0] ?? 0] ?? 0;
  for (let at = 1; at < bytes.length; at++) {
    const byte = smallOf[bytes[at] ?? 0] ?? 0;
    const pair = (before << 8) | byte;
    pairs[pair >>> 5] = (pairs[pair >>> 5] ?? 0) | (1 << (pair & 31));
    before = byte;
  }
}

function addBytes(singles: SingleBytes, bytes: Uint8Array, start: number, end: number): void {
  for (let at = start; at < end; at++) {
    const byte = smallOf[bytes[at] ?? 0] ?? 0;
    singles[byte >>> 5] = (singles[byte >>> 5] ?? 0) | (1 << (byte & 31));
  }
}

function hasBit(bits: Uint32Array, bit: number): boolean {
  return (((bits[bit >>> 5] ?? 0) >>> (bit & 31)) & 1) === 1;
}

const smallOf = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte,
);
