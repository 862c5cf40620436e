import type { PatternPiece, TextPattern } from './query-tree.ts';

/** A character of a value as it was typed: itself, or a wildcard for any one or any number of characters. */
export type PatternMark = string | { readonly any: 'one' | 'run' };

const wordCharacter = /^[0-9A-Za-z_\u0080-\u{10ffff}]$/u;

/** Whether a word goes on with this code point: everything outside ASCII counts, since no list of letters is for ever. */
export function isWordCharacter(character: string): boolean {
  return wordCharacter.test(character);
}

/** The form in which texts are compared: small letters, by the rules of Unicode and of no language. */
export function foldText(text: string): string {
  return text.toLowerCase();
}

/** Null when only `*` is asked for, which every text has in it. */
export function toPattern(marks: readonly PatternMark[]): TextPattern | null {
  const pieces: PatternPiece[] = [];
  let piece: (string | null)[] = [];
  let literal = '';
  const endLiteral = () => {
    piece.push(...foldText(literal));
    literal = '';
  };
  const endPiece = () => {
    endLiteral();
    if (piece.length > 0) pieces.push(piece);
    piece = [];
  };
  for (const mark of marks) {
    if (typeof mark === 'string') literal += mark;
    else if (mark.any === 'run') endPiece();
    else {
      endLiteral();
      piece.push(null);
    }
  }
  endPiece();
  if (pieces.length === 0) return null;
  return { pieces, isBoundAtStart: !isRun(marks[0]), isBoundAtEnd: !isRun(marks[marks.length - 1]) };
}

/** The characters that read back to the same pattern. */
export function toMarks({ pieces, isBoundAtStart, isBoundAtEnd }: TextPattern): PatternMark[] {
  const run = { any: 'run' } as const;
  const marks: PatternMark[] = isBoundAtStart ? [] : [run];
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) marks.push(run);
    for (const character of piece) marks.push(character ?? { any: 'one' });
  }
  if (!isBoundAtEnd) marks.push(run);
  return marks;
}

function isRun(mark: PatternMark | undefined): boolean {
  return typeof mark === 'object' && mark.any === 'run';
}
