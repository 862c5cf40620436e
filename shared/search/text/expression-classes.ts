import { inAnyCase } from './case-forms.ts';
import { type CharacterSet, complementOf, toCharacterSet } from './character-set.ts';

/** The sets that have a name in an expression, as ECMAScript has them with the flags `i` and `u`. */
export interface ExpressionClasses {
  /** `\w`; also what `\b` takes for a word. The long s and the Kelvin sign are letters of ASCII in another form. */
  readonly word: CharacterSet;
  /** `.`: all that does not end a line. */
  readonly inLine: CharacterSet;
  /** By the letter behind the backslash. */
  readonly byLetter: ReadonlyMap<string, CharacterSet>;
}

let kept: ExpressionClasses | null = null;

export function expressionClasses(): ExpressionClasses {
  kept ??= makeClasses();
  return kept;
}

function makeClasses(): ExpressionClasses {
  const digits = setOf('09');
  const word = inAnyCase(setOf('09', 'AZ', '__', 'az'));
  const space = setOf(
    '\t\r',
    '  ',
    '\u00a0\u00a0',
    '\u1680\u1680',
    '\u2000\u200a',
    '\u2028\u2029',
    '\u202f\u202f',
  ).concat(setOf('\u205f\u205f', '\u3000\u3000', '\ufeff\ufeff'));
  return {
    word,
    inLine: complementOf(setOf('\n\n', '\r\r', '\u2028\u2029')),
    byLetter: new Map([
      ['d', digits],
      ['D', complementOf(digits)],
      ['w', word],
      ['W', complementOf(word)],
      ['s', space],
      ['S', complementOf(space)],
    ]),
  };
}

/** Of ranges, each as its first and last character. */
function setOf(...ranges: readonly string[]): CharacterSet {
  return toCharacterSet(ranges.map((range) => [range.charCodeAt(0), range.charCodeAt(1)] as const));
}
