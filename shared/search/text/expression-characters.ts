import { inAnyCase } from './case-forms.ts';
import { type CharacterSet, complementOf, rangesOf, toCharacterSet } from './character-set.ts';
import { expressionClasses } from './expression-classes.ts';
import type { ExpressionCursor } from './expression-cursor.ts';

const controls: ReadonlyMap<string, number> = new Map([
  ['t', 0x09],
  ['n', 0x0a],
  ['v', 0x0b],
  ['f', 0x0c],
  ['r', 0x0d],
]);
const hexEscape = /x([0-9a-f]{2})|u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}/iy;
const punctuation = /[!-/:-@[-`{-~ ]/y;

/** What stands behind a backslash: a set that has a name, or one character. */
type Escaped =
  | { readonly kind: 'class'; readonly set: CharacterSet }
  | { readonly kind: 'character'; readonly codePoint: number };

/** One character, as it is spelled in no class; the forms of a letter are the same letter. */
export function setOfCharacter(codePoint: number): CharacterSet {
  return inAnyCase([codePoint, codePoint]);
}

/** Behind a backslash that stands at `start`. */
export function readEscape(cursor: ExpressionCursor, start: number): Escaped | null {
  const { source, at } = cursor;
  const letter = source[at] ?? '';
  const set = expressionClasses().byLetter.get(letter);
  if (set !== undefined) {
    cursor.at += 1;
    return { kind: 'class', set };
  }
  const control = controls.get(letter);
  if (control !== undefined) {
    cursor.at += 1;
    return { kind: 'character', codePoint: control };
  }
  const hex = cursor.match(hexEscape);
  if (hex !== null) {
    const codePoint = Number.parseInt(hex[1] ?? hex[2] ?? hex[3] ?? '', 16);
    if (codePoint <= 0x10ffff) return { kind: 'character', codePoint };
    return cursor.refuse('The last character is \\u{10ffff}.', start);
  }
  const mark = cursor.match(punctuation);
  if (mark !== null) return { kind: 'character', codePoint: mark[0]?.codePointAt(0) ?? 0 };
  cursor.take();
  return cursor.refuse(reasonAgainst(letter, source.slice(start, cursor.at)), start);
}

function reasonAgainst(letter: string, spelled: string): string {
  if (letter === '') return 'Expected a character behind the backslash, found the end.';
  if (/[0-9k]/.test(letter))
    return `References to a group, such as ${spelled}, cannot be searched for in a time that grows with the texts alone.`;
  if (/[pP]/.test(letter))
    return `Properties of characters, such as ${spelled}{…}, are not known here: list the characters in [ ].`;
  if (/[xu]/.test(letter)) return `Expected the number of a character, as in \\x41, \\u0041 or \\u{1f600}.`;
  return `${spelled} means nothing here. A character stands for itself without the backslash.`;
}

/** Behind the `[` of a class that stands at `start`. */
export function readClass(cursor: ExpressionCursor, start: number): CharacterSet | null {
  const isNegated = cursor.skip('^');
  const ranges: (readonly [number, number])[] = [];
  while (!cursor.skip(']')) {
    if (cursor.isAtEnd()) return cursor.refuse('Expected ] at the end of the class, found the end.', start);
    const from = cursor.at;
    const first = readMember(cursor);
    if (first === null) return null;
    const isRange = cursor.isAt('-') && cursor.source[cursor.at + 1] !== ']';
    if (!isRange) {
      ranges.push(
        ...(first.kind === 'class' ? rangesOf(first.set) : [[first.codePoint, first.codePoint] as const]),
      );
      continue;
    }
    cursor.skip('-');
    const last = readMember(cursor);
    if (last === null) return null;
    if (first.kind === 'class' || last.kind === 'class')
      return cursor.refuse(
        'A range goes from one character to another. Write \\- for the mark itself.',
        from,
      );
    if (first.codePoint > last.codePoint)
      return cursor.refuse('The first character of the range comes behind its last one.', from);
    ranges.push([first.codePoint, last.codePoint]);
  }
  // First the forms of its letters, then what is not among them: [^a] has no A.
  const set = inAnyCase(toCharacterSet(ranges));
  return isNegated ? complementOf(set) : set;
}

function readMember(cursor: ExpressionCursor): Escaped | null {
  const start = cursor.at;
  if (cursor.skip('\\')) {
    // In a class no word begins: it is the backspace.
    if (cursor.skip('b')) return { kind: 'character', codePoint: 0x08 };
    return readEscape(cursor, start);
  }
  const character = cursor.take();
  if (character === '') return cursor.refuse('Expected ] at the end of the class, found the end.', start);
  return { kind: 'character', codePoint: character.codePointAt(0) ?? 0 };
}
