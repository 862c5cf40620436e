import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import type { TextTable } from '../../shared/index/text-table.ts';
import type { PatternPiece, TextPattern } from '../../shared/query/query-tree.ts';
import type { BitSet } from '../../shared/search/bit-set.ts';

/** Texts one after the other, in the order of the list; the builder of the index would keep each once. */
export function tableOf(texts: readonly string[]): TextTable {
  const encoded = texts.map(encodeUtf8);
  let end = 0;
  const ends = Uint32Array.from(encoded, (text) => {
    end += text.length;
    return end;
  });
  return { bytes: Uint8Array.from(Buffer.concat(encoded)), ends };
}

export function numbersIn(set: BitSet): readonly number[] {
  const numbers: number[] = [];
  set.forEach((number) => {
    numbers.push(number);
  });
  return numbers;
}

/** What a query means by a pattern, in the plainest words there are: over characters, one text after the other. */
export function isPatternIn(text: string, pattern: TextPattern): boolean {
  const { pieces, isBoundAtStart, isBoundAtEnd } = pattern;
  const characters = [...asStored(text).toLowerCase()];
  /** Whether all pieces from number `index` on are found from `from` on, tried at every place. */
  const isFound = (index: number, from: number): boolean => {
    const piece = pieces[index];
    if (piece === undefined) return true;
    for (let at = from; at + piece.length <= characters.length; at++) {
      if (!isPieceAt(characters, at, piece)) continue;
      if (index === 0 && isBoundAtStart && goesOn(characters, at)) continue;
      if (index === pieces.length - 1 && isBoundAtEnd && goesOn(characters, at + piece.length)) continue;
      if (isFound(index + 1, at + piece.length)) return true;
    }
    return false;
  };
  return isFound(0, 0);
}

function isPieceAt(characters: readonly string[], start: number, piece: PatternPiece): boolean {
  return piece.every(
    (character, index) => character === null || characters[start + index] === asStored(character),
  );
}

/** Half of a surrogate pair is no character, and U+FFFD stands for it in UTF-8. */
function asStored(text: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(encodeUtf8(text));
}

/** Whether a word goes on from the character before a place to the one behind it. */
function goesOn(characters: readonly string[], at: number): boolean {
  return isOfWord(characters[at - 1]) && isOfWord(characters[at]);
}

function isOfWord(character: string | undefined): boolean {
  return character !== undefined && /^[0-9A-Za-z_\u0080-\u{10ffff}]$/u.test(character);
}
