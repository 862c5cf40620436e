import { type CharacterSet, rangesOf, toCharacterSet } from './character-set.ts';
import { codePointsThat } from './small-form.ts';

/** By code point: all forms of the same letter, itself included. */
type CaseForms = ReadonlyMap<number, readonly number[]>;

/** Of two characters, whether one is the other in some form. */
const sameTwice = /^(.)\1$/isu;

let kept: CaseForms | null = null;

/** The set with every form of every letter in it: what the flags `i` and `u` of a regular expression mean by it. */
export function inAnyCase(set: CharacterSet): CharacterSet {
  kept ??= findForms();
  const ranges = [...rangesOf(set)];
  const added: (readonly [number, number])[] = [];
  for (const [first, last] of ranges) {
    // The map is smaller than most ranges that are not of a few letters.
    const letters = last - first < kept.size ? codePoints(first, last) : kept.keys();
    for (const letter of letters) {
      if (letter < first || letter > last) continue;
      for (const form of kept.get(letter) ?? []) if (form < first || form > last) added.push([form, form]);
    }
  }
  return added.length === 0 ? set : toCharacterSet([...ranges, ...added]);
}

/**
 * Which characters are forms of one letter is what the platform says of two of them: s and the long s are, i and the
 * Turkish ones are not. Only those are asked that have a small or a capital letter in common.
 */
function findForms(): CaseForms {
  const alike = new Map<string, number[]>();
  for (const codePoint of codePointsThat(hasTwoForms)) {
    const key = String.fromCodePoint(codePoint).toLowerCase().toUpperCase();
    const others = alike.get(key);
    if (others === undefined) alike.set(key, [codePoint]);
    else others.push(codePoint);
  }
  const forms = new Map<number, readonly number[]>();
  for (const codePoints of alike.values()) {
    for (const codePoint of codePoints) {
      const same = codePoints.filter((other) => sameTwice.test(String.fromCodePoint(codePoint, other)));
      if (same.length > 1) forms.set(codePoint, same);
    }
  }
  return forms;
}

function hasTwoForms(text: string): boolean {
  return text.toLowerCase() !== text || text.toUpperCase() !== text;
}

function codePoints(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
