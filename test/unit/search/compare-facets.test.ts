import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { TextTableBuilder } from '../../../shared/index/text-table.ts';
import { type ComparedSide, compareFacets } from '../../../shared/search/compare-facets.ts';

/** Values with their lines, as the side of a result has them. */
function side(values: Readonly<Record<string, number>>, total: number, absent = 0): ComparedSide {
  const builder = new TextTableBuilder(5);
  // A text that no line of the result has stands in the table all the same.
  builder.numberOf(encodeUtf8('of another line'), 0, 'of another line'.length);
  const entries = Object.entries(values);
  const numbers = entries.map(([text]) => {
    const bytes = encodeUtf8(text);
    return builder.numberOf(bytes, 0, bytes.length);
  });
  return {
    texts: builder.build(),
    numbers: Uint32Array.from(numbers),
    counts: Uint32Array.from(entries.map(([, count]) => count)),
    ...{ absent, empty: 0, withheld: 0, total },
  };
}

const options = { listed: 10, seed: 9 };

test('names what only one side has, and how often', () => {
  const compared = compareFacets(
    'actor',
    side({ alice: 5, bob: 2 }, 7),
    side({ bob: 3, carol: 1, dave: 1 }, 5),
    options,
  );
  expect(compared.onlyLeft).toEqual({ values: [{ text: 'alice', left: 5, right: 0 }], count: 1 });
  expect(compared.onlyRight.values.map(({ text }) => text)).toEqual(['carol', 'dave']);
  expect(compared.both).toEqual({ values: [{ text: 'bob', left: 2, right: 3 }], count: 1 });
});

test('puts first what has changed its share most, however many lines there are on either side', () => {
  const left = side({ read: 900, write: 90, delete: 10 }, 1_000);
  const right = side({ read: 9, write: 1, delete: 10 }, 20);
  // Shares: read 90 % to 45 %, write 9 % to 5 %, delete 1 % to 50 %.
  expect(compareFacets('action', left, right, options).both.values.map(({ text }) => text)).toEqual([
    'delete',
    'read',
    'write',
  ]);
});

test('says how many shares are exactly the same, also where a fraction would be rounded', () => {
  const compared = compareFacets('action', side({ a: 1, b: 2 }, 3), side({ a: 7, b: 13 }, 21), options);
  expect(compared.unchanged).toBe(1);
  expect(compared.both.values.map(({ text }) => text)).toEqual(['b', 'a']);
});

test('names only as many as were asked for, and counts all', () => {
  const many = Object.fromEntries(Array.from({ length: 30_000 }, (_, index) => [`v${index}`, 1]));
  const { onlyLeft, onlyRight, both } = compareFacets(
    'target',
    side({ ...many, mine: 1 }, 30_001),
    side({ ...many, yours: 1 }, 30_001),
    { listed: 4, seed: 9 },
  );
  // A value behind the ten thousandth is still found on the other side.
  expect(onlyLeft).toEqual({ values: [{ text: 'mine', left: 1, right: 0 }], count: 1 });
  expect(onlyRight).toEqual({ values: [{ text: 'yours', left: 0, right: 1 }], count: 1 });
  expect(both.values.map(({ text }) => text)).toEqual(['v0', 'v1', 'v10', 'v100']);
  expect(both.count).toBe(30_000);
});

test('says how many lines have nothing there, and divides nothing by no lines', () => {
  const compared = compareFacets('target', side({ a: 1 }, 3, 2), side({}, 0), options);
  expect(compared.absent).toEqual({ left: 2, right: 0 });
  expect(compared.onlyLeft.values).toEqual([{ text: 'a', left: 1, right: 0 }]);
  expect(compared.onlyRight).toEqual({ values: [], count: 0 });
});

test('says the same as two lists that are compared value by value', () => {
  const values = fc.dictionary(fc.string({ unit: 'grapheme', maxLength: 2 }), fc.integer({ min: 1, max: 5 }));
  fc.assert(
    fc.property(values, values, fc.nat(6), fc.nat(6), (one, other, more, otherMore) => {
      const totalOf = (counts: Readonly<Record<string, number>>) =>
        Object.values(counts).reduce((sum, count) => sum + count, 0);
      const [left, right] = [totalOf(one) + more, totalOf(other) + otherMore];
      const compared = compareFacets('f', side(one, left), side(other, right), { listed: 3, seed: 1 });
      const texts = [...new Set([...Object.keys(one), ...Object.keys(other)])];
      const rows = texts
        .map((text) => ({ text, left: one[text] ?? 0, right: other[text] ?? 0 }))
        .toSorted((a, b) => (a.text < b.text ? -1 : 1));
      const top = (list: typeof rows, weight: (row: (typeof rows)[number]) => number) => ({
        values: list.toSorted((a, b) => weight(b) - weight(a)).slice(0, 3),
        count: list.length,
      });
      const difference = (row: (typeof rows)[number]) => Math.abs(row.left * right - row.right * left);
      const both = rows.filter((row) => row.left > 0 && row.right > 0);
      expect(compared.onlyLeft).toEqual(
        top(
          rows.filter((row) => row.right === 0),
          (row) => row.left,
        ),
      );
      expect(compared.onlyRight).toEqual(
        top(
          rows.filter((row) => row.left === 0),
          (row) => row.right,
        ),
      );
      expect(compared.both).toEqual(top(both, difference));
      expect(compared.unchanged).toBe(both.filter((row) => difference(row) === 0).length);
    }),
  );
});
