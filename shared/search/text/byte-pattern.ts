import { encodeUtf8 } from '../../bytes/utf8.ts';
import type { PatternPiece, TextPattern } from '../../query/query-tree.ts';
import type { Literal } from './text-scanner.ts';
import { goesOn, smallBytes } from './word-byte.ts';

/** A text pattern over UTF-8. */
export interface BytePattern {
  /** Bytes, and `anyCharacter` for the bytes of one whichever character. */
  readonly pieces: readonly Int16Array[];
  readonly isBoundAtStart: boolean;
  readonly isBoundAtEnd: boolean;
}

const anyCharacter = -1;
const noPiece = new Int16Array(0);
/** What a scanner can take. Behind so many bytes there is hardly a text left to be ruled out. */
const longestLiteral = 256;

export function toBytePattern({ pieces, isBoundAtStart, isBoundAtEnd }: TextPattern): BytePattern {
  return { pieces: pieces.map(bytesOf), isBoundAtStart, isBoundAtEnd };
}

/** No text in small letters has a capital one in it. */
export function hasCapital({ pieces }: BytePattern): boolean {
  return pieces.some((piece) => piece.some((byte) => byte !== anyCharacter && smallBytes[byte] !== byte));
}

/**
 * Of each piece the longest run of bytes, which every text must have in which the pattern is found; longest first.
 * `isAll` when nothing else is asked: a text that has the literal is found.
 */
export function literalsOf(pattern: BytePattern): {
  readonly literals: readonly Literal[];
  readonly isAll: boolean;
} {
  const runs = pattern.pieces.map(longestRun);
  const last = runs.length - 1;
  const literals = runs.flatMap(({ start, bytes }, index) => {
    // A bound of the pattern is one of the literal where the two begin or end together.
    const isAtStart = index === 0 && start === 0;
    const isAtEnd = index === last && start + bytes.length === pattern.pieces[last]?.length;
    return {
      bytes,
      isBoundAtStart: isAtStart && pattern.isBoundAtStart,
      isBoundAtEnd: isAtEnd && pattern.isBoundAtEnd,
    };
  });
  return {
    literals: literals
      .filter(({ bytes }) => bytes.length > 0)
      .sort((one, other) => other.bytes.length - one.bytes.length),
    isAll: runs.length === 1 && runs[0]?.bytes.length === pattern.pieces[0]?.length,
  };
}

function longestRun(piece: Int16Array): { readonly start: number; readonly bytes: Uint8Array } {
  let longest = { start: 0, bytes: new Uint8Array(0) };
  for (let start = 0; start < piece.length; ) {
    const wildcard = piece.indexOf(anyCharacter, start);
    const end = wildcard === -1 ? piece.length : wildcard;
    const bytes = Uint8Array.from(piece.subarray(start, Math.min(end, start + longestLiteral)));
    if (bytes.length > longest.bytes.length) longest = { start, bytes };
    start = end + 1;
  }
  return longest;
}

/**
 * Whether the text that lies in `bytes` from `start` to before `end` has the pattern in it. Each piece is taken as early
 * as it can be, which leaves the most for those behind it.
 */
export function hasPattern(bytes: Uint8Array, start: number, end: number, pattern: BytePattern): boolean {
  let at = start;
  for (let index = 0; index < pattern.pieces.length; index++) {
    const piece = pattern.pieces[index] ?? noPiece;
    const first = piece[0] ?? anyCharacter;
    const isFirst = index === 0 && pattern.isBoundAtStart;
    const isLast = index === pattern.pieces.length - 1 && pattern.isBoundAtEnd;
    let behind = -1;
    for (; at < end; at++) {
      // Nearly every place is ruled out by one byte.
      if (first === anyCharacter ? isInsideCharacter(bytes, at) : smallBytes[bytes[at] ?? 0] !== first)
        continue;
      if (isFirst && at > start && goesOn(bytes[at - 1], bytes[at])) continue;
      behind = endOfPiece(bytes, at, end, piece);
      if (behind === -1) continue;
      if (!(isLast && behind < end && goesOn(bytes[behind - 1], bytes[behind]))) break;
      behind = -1;
    }
    if (behind === -1) return false;
    at = behind;
  }
  return true;
}

/** Where the piece ends that begins at `at`, or -1 where it does not. */
function endOfPiece(bytes: Uint8Array, start: number, end: number, piece: Int16Array): number {
  let at = start;
  for (let index = 0; index < piece.length; index++) {
    if (at >= end) return -1;
    if (piece[index] === anyCharacter) {
      do at += 1;
      while (at < end && isInsideCharacter(bytes, at));
    } else {
      if (smallBytes[bytes[at] ?? 0] !== piece[index]) return -1;
      at += 1;
    }
  }
  return at;
}

function isInsideCharacter(bytes: Uint8Array, at: number): boolean {
  return ((bytes[at] ?? 0) & 0xc0) === 0x80;
}

function bytesOf(piece: PatternPiece): Int16Array {
  return Int16Array.from(
    piece.flatMap((character) => (character === null ? [anyCharacter] : [...encodeUtf8(character)])),
  );
}
