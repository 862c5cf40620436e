import type { PatternPiece, TextPattern } from '../../../../shared/query/query-tree.ts';
import { foldText, isWordCharacter } from '../../../../shared/query/text-pattern.ts';
import type { TextRange } from '../../common/found-segments.ts';

/** Nobody reads more marks in one cell, and a text of commas has a million of them. */
const mostMarks = 50;

/**
 * Where in a text the pattern is found, by the rules of the search: what is marked is why the line is in the result.
 * Places are UTF-16 units of the text as it is, although it is compared in its small form, which may be longer.
 */
export function foundTexts(text: string, pattern: TextPattern): readonly TextRange[] {
  const folded = Array.from(foldText(text));
  const ranges: TextRange[] = [];
  let at = 0;
  while (ranges.length < mostMarks) {
    const match = matchFrom(folded, at, pattern);
    if (match === null) break;
    ranges.push(...match);
    at = match.at(-1)?.end ?? folded.length;
  }
  return ranges.length === 0 ? ranges : toUnits(text, ranges);
}

/** Ranges of several patterns as one list: in order, none touching the next. */
export function joinedRanges(ranges: readonly TextRange[]): readonly TextRange[] {
  const kept: TextRange[] = [];
  for (const range of ranges.toSorted((one, other) => one.start - other.start)) {
    const last = kept.at(-1);
    if (last === undefined || range.start > last.end) kept.push(range);
    else kept[kept.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
  }
  return kept;
}

/** The pieces in order, each as early as it can be; a text without all of them is not found. In folded characters. */
function matchFrom(
  folded: readonly string[],
  from: number,
  { pieces, isBoundAtStart, isBoundAtEnd }: TextPattern,
): readonly TextRange[] | null {
  const found: TextRange[] = [];
  let at = from;
  for (const [index, piece] of pieces.entries()) {
    const isFirst = index === 0 && isBoundAtStart;
    const isLast = index === pieces.length - 1 && isBoundAtEnd;
    const isHere = (start: number) =>
      isPieceAt(folded, start, piece) &&
      !(isFirst && goesOn(folded, start)) &&
      !(isLast && goesOn(folded, start + piece.length));
    while (at + piece.length <= folded.length && !isHere(at)) at += 1;
    if (at + piece.length > folded.length) return null;
    found.push({ start: at, end: at + piece.length });
    at += piece.length;
  }
  return found;
}

function isPieceAt(folded: readonly string[], start: number, piece: PatternPiece): boolean {
  return piece.every((character, index) => character === null || folded[start + index] === character);
}

function goesOn(folded: readonly string[], at: number): boolean {
  const before = folded[at - 1];
  const after = folded[at];
  return before !== undefined && after !== undefined && isWordCharacter(before) && isWordCharacter(after);
}

/** From folded characters to units of the text: `İ` is one character and two when it is small. */
function toUnits(text: string, ranges: readonly TextRange[]): readonly TextRange[] {
  const unitStarts: number[] = [];
  const unitEnds: number[] = [];
  let unit = 0;
  for (const character of text) {
    const length = Array.from(foldText(character)).length;
    for (let count = 0; count < length; count += 1) {
      unitStarts.push(unit);
      unitEnds.push(unit + character.length);
    }
    unit += character.length;
  }
  return joinedRanges(
    ranges.map(({ start, end }) => ({
      start: unitStarts[start] ?? unit,
      end: unitEnds[end - 1] ?? unit,
    })),
  );
}
