import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startTextScannerHere, workerTextScanner } from '../../renderer/workers/worker-text-scanner.ts';
import type { TextPattern } from '../../shared/query/query-tree.ts';
import { findTexts } from '../../shared/search/text/find-texts.ts';
import { FoldedTexts } from '../../shared/search/text/folded-texts.ts';
import { portableScanner } from '../../shared/search/text/portable-scanner.ts';
import { isPatternIn, numbersIn, tableOf } from '../support/text-pattern.ts';

/**
 * Few characters, so that patterns are found at all: words and what divides them, capitals, the neighbours of letters in
 * ASCII, characters that become longer or shorter in small letters (İ, the Kelvin sign, Ⱥ), the sigmas, half of a
 * surrogate pair, and a letter with capitals beyond the first plane.
 */
const characters = [...'aAbBzZ09_ -.@[`{'].concat(
  ...[
    'ä',
    'Ä',
    'ß',
    'İ',
    'i',
    '\u0307',
    '\u212a',
    'k',
    'Ⱥ',
    'Σ',
    'σ',
    'ς',
    '\ud800',
    '\ufffd',
    '€',
    '𐐀',
    '𐐨',
    '😀',
  ],
);
const character = fc.constantFrom(...characters);
const text = fc.array(character, { maxLength: 12 }).map((each) => each.join(''));
/** With lengths around those at which vectors and steps end. */
const long = fc
  .tuple(fc.constantFrom(14, 15, 16, 17, 62, 63, 64, 65, 130), character, text)
  .map(([length, filling, end]) => filling.repeat(length) + end);
const texts = fc.array(fc.oneof({ weight: 4, arbitrary: text }, long), { maxLength: 30 });

const small = character.chain((each) => fc.constantFrom(...each.toLowerCase()));
const piece = fc.array(fc.oneof({ weight: 6, arbitrary: small }, fc.constant(null)), {
  minLength: 1,
  maxLength: 4,
});
const pattern: fc.Arbitrary<TextPattern> = fc.record({
  pieces: fc.oneof({ weight: 3, arbitrary: fc.tuple(piece) }, fc.array(piece, { maxLength: 3 })),
  isBoundAtStart: fc.boolean(),
  isBoundAtEnd: fc.boolean(),
});

const scanners = [
  ['the kernel', workerTextScanner],
  ['the reference', portableScanner],
] as const;

it('the kernel runs here, so that the tests below are about it', () => {
  expect(startTextScannerHere()).not.toBe(portableScanner);
});

describe.each(scanners)('Looking for patterns with %s', (_, scanner) => {
  it('finds what looking through each text by itself finds', () => {
    fc.assert(
      fc.property(texts, pattern, (list, asked) => {
        const expected = list.flatMap((each, number) => (isPatternIn(each, asked) ? [number] : []));
        expect(numbersIn(findTexts(new FoldedTexts(tableOf(list)), asked, scanner))).toEqual(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds a piece of some text wherever it lies', () => {
    const cut = texts.chain((list) => {
      const all = [...list.join('').toLowerCase()];
      const place = fc.nat({ max: Math.max(all.length - 1, 0) });
      return fc.record({
        list: fc.constant(list),
        all: fc.constant(all),
        place,
        length: fc.integer({ min: 1, max: 40 }),
      });
    });
    fc.assert(
      fc.property(
        cut,
        fc.boolean(),
        fc.boolean(),
        ({ list, all, place, length }, isBoundAtStart, isBoundAtEnd) => {
          const found = all.slice(place, place + length);
          const asked = { pieces: found.length === 0 ? [] : [found], isBoundAtStart, isBoundAtEnd };
          const expected = list.flatMap((each, number) => (isPatternIn(each, asked) ? [number] : []));
          expect(numbersIn(findTexts(new FoldedTexts(tableOf(list)), asked, scanner))).toEqual(expected);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
