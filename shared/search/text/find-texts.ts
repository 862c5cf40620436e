import { textAt } from '../../index/text-table.ts';
import type { PatternPiece, TextPattern } from '../../query/query-tree.ts';
import { BitSet } from '../bit-set.ts';
import type { FoldedTexts } from './folded-texts.ts';

/** The numbers of the texts that a pattern is found in. */
export function findTexts(texts: FoldedTexts, pattern: TextPattern): BitSet {
  const found = new BitSet(texts.count);
  for (let number = 0; number < texts.count; number++) {
    if (hasPattern([...(textAt(texts.table, number) ?? '').toLowerCase()], pattern)) found.add(number);
  }
  return found;
}

/** Whether a text, in characters of its small form, has the pattern in it: each piece as early as it can be. */
function hasPattern(characters: readonly string[], pattern: TextPattern): boolean {
  const { pieces, isBoundAtStart, isBoundAtEnd } = pattern;
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    const isFirst = index === 0 && isBoundAtStart;
    const isLast = index === pieces.length - 1 && isBoundAtEnd;
    const isHere = (start: number) =>
      isPieceAt(characters, start, piece) &&
      !(isFirst && goesOn(characters, start)) &&
      !(isLast && goesOn(characters, start + piece.length));
    while (at + piece.length <= characters.length && !isHere(at)) at += 1;
    if (at + piece.length > characters.length) return false;
    at += piece.length;
  }
  return true;
}

function isPieceAt(characters: readonly string[], start: number, piece: PatternPiece): boolean {
  return piece.every((character, index) => character === null || characters[start + index] === character);
}

/** Whether a word goes on from the character before a place to the one behind it. */
function goesOn(characters: readonly string[], at: number): boolean {
  return isOfWord(characters[at - 1]) && isOfWord(characters[at]);
}

function isOfWord(character: string | undefined): boolean {
  return character !== undefined && /[0-9a-z_\u0080-\u{10ffff}]/iu.test(character);
}
