import fc from 'fast-check';
import { expect, it } from 'vitest';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { sortTexts } from '../../shared/search/sort-texts.ts';
import { compareTexts } from '../../shared/search/text-order.ts';

/** Texts that have much in common, also with characters at which UTF-8 and UTF-16 disagree about the order. */
const piece = fc.constantFrom(
  'a',
  'b',
  'case/2026/',
  'abcde',
  '\0',
  '0',
  '\u{ee}',
  '\u{ffff}',
  '\u{ff5e}',
  '\u{1f600}',
  '\u{10ffff}',
  '\u{e000}',
);
const text = fc.array(piece, { maxLength: 7 }).map((pieces) => pieces.join(''));
const texts = fc.uniqueArray(
  fc.oneof(
    text,
    fc.nat({ max: 400 }).map((number) => `same beginning ${number}`),
  ),
  {
    maxLength: 400,
    size: 'max',
  },
);

function tableOf(list: readonly string[]) {
  let length = 0;
  const ends = Uint32Array.from(list, (each) => {
    length += encodeUtf8(each).length;
    return length;
  });
  return { bytes: encodeUtf8(list.join('')), ends };
}

it('Texts are sorted as the platform sorts strings, however much they have in common', async () => {
  await fc.assert(
    fc.asyncProperty(texts, async (list) => {
      const order = await sortTexts(tableOf(list), async () => {});
      expect(Array.from(order, (number) => list[number])).toEqual(list.toSorted());
    }),
    { numRuns: 300 },
  );
});

it('Two texts are compared as the platform compares strings', () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      const sign = Math.sign(compareTexts(tableOf([one, other]), 0, 1));
      expect(sign).toBe(one === other ? 0 : one < other ? -1 : 1);
    }),
    { numRuns: 2_000 },
  );
});
