import { encodeUtf8 } from '../bytes/utf8.ts';
import type { TextPattern } from '../query/query-tree.ts';
import type { FoldedTexts } from './text/folded-texts.ts';

/**
 * Which two bytes follow one another somewhere in the texts of a table, in small letters: a bit for each of 65,536 pairs.
 * A word that has another pair is in none of them: addresses have no letters, amounts no `u-`. So most tables are not even
 * looked at, and a rare word takes a third of the time (measured).
 */
export type BytePairs = Uint32Array;

const pairWords = 65_536 / 32;

/** Reads every byte once. Two that follow one another across two texts count as well: that leaves out no text. */
export function bytePairsOf({ table, changed }: Pick<FoldedTexts, 'table' | 'changed'>): BytePairs {
  const pairs = new Uint32Array(pairWords);
  addPairs(pairs, table.bytes);
  // The small letters of these texts are nowhere else.
  addPairs(pairs, changed.table.bytes);
  return pairs;
}

/** Whether some text may have the pattern in it. */
export function mayHave(pairs: BytePairs, { pieces }: TextPattern): boolean {
  return pieces.every((piece) =>
    runsOf(piece).every((run) => {
      const bytes = encodeUtf8(run);
      for (let at = 1; at < bytes.length; at++) {
        const pair = ((bytes[at - 1] ?? 0) << 8) | (bytes[at] ?? 0);
        if ((((pairs[pair >>> 5] ?? 0) >>> (pair & 31)) & 1) === 0) return false;
      }
      return true;
    }),
  );
}

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

const smallOf = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte,
);
