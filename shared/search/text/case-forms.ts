import { type CharacterSet, rangesOf, toCharacterSet } from './character-set.ts';

/** All characters that have more than one form lie before it, as of Unicode 17. */
const looked = 0x20000;

/** By code point: all forms of the same letter, itself included; ascending by code point. */
type CaseForms = ReadonlyMap<number, readonly number[]>;

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
 * Which characters are forms of one letter is what the platform says of two of them: `/s/iu` finds the long s, and
 * `/i/iu` finds no Turkish one. Only those that small or capital letters have in common are asked.
 */
function findForms(): CaseForms {
  const alike = new Map<string, number[]>();
  for (let codePoint = 0; codePoint < looked; codePoint++) {
    const character = String.fromCodePoint(codePoint);
    const [small, capital] = [character.toLowerCase(), character.toUpperCase()];
    if (small === character && capital === character) continue;
    const key = small.toUpperCase();
    const others = alike.get(key);
    if (others === undefined) alike.set(key, [codePoint]);
    else others.push(codePoint);
  }
  const forms = new Map<number, readonly number[]>();
  for (const codePoints of alike.values()) {
    for (const codePoint of codePoints) {
      const isForm = new RegExp(String.fromCodePoint(codePoint), 'iu');
      const same = codePoints.filter((other) => isForm.test(String.fromCodePoint(other)));
      if (same.length > 1) forms.set(codePoint, same);
    }
  }
  return new Map([...forms].sort(([one], [other]) => one - other));
}

function codePoints(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
