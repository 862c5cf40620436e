import { expect, it } from 'vitest';
import { inAnyCase } from '../../../shared/search/text/case-forms.ts';
import { allCharacters, rangesOf } from '../../../shared/search/text/character-set.ts';

it('takes for forms of one letter what the platform takes for them, in every plane', () => {
  const letters = codePointsThat(
    (character) => character.toLowerCase() !== character || character.toUpperCase() !== character,
  );
  expect(letters.length).toBeGreaterThan(2_800);
  // All letters in one text: the platform says at once which of them an expression finds.
  const all = letters.map((letter) => String.fromCodePoint(letter)).join('');
  for (const letter of letters) {
    const expected = [...all.matchAll(new RegExp(`\\u{${letter.toString(16)}}`, 'giu'))].map(
      ([found]) => found,
    );
    const forms = rangesOf(inAnyCase([letter, letter])).flatMap(([first, last]) =>
      Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)),
    );
    expect(forms.sort()).toEqual(expected.sort());
  }
});

it('knows the letters that Unicode is known for', () => {
  expect(inAnyCase([0x6b, 0x6b])).toEqual([0x4b, 0x4b, 0x6b, 0x6b, 0x212a, 0x212a]);
  expect(inAnyCase([0x3c3, 0x3c3])).toEqual([0x3a3, 0x3a3, 0x3c2, 0x3c3]);
  // Neither i with a dot nor one without is a form of the letter i.
  expect(inAnyCase([0x69, 0x69])).toEqual([0x49, 0x49, 0x69, 0x69]);
  expect(inAnyCase([0x130, 0x131])).toEqual([0x130, 0x131]);
  expect(inAnyCase([0x31, 0x31])).toEqual([0x31, 0x31]);
  expect(inAnyCase(allCharacters)).toEqual(allCharacters);
});

function codePointsThat(isWanted: (character: string) => boolean): readonly number[] {
  return Array.from({ length: 0x110000 }, (_, codePoint) => codePoint).filter((codePoint) =>
    isWanted(String.fromCodePoint(codePoint)),
  );
}
