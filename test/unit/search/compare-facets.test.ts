import { expect, test } from 'vitest';
import { compareFacets } from '../../../shared/search/compare-facets.ts';

const side = (values: Readonly<Record<string, number>>, total: number, absent = 0) => ({
  facet: { values: Object.entries(values).map(([text, count]) => ({ text, count })), absent },
  total,
});

test('names what only one side has, and how often', () => {
  const compared = compareFacets(
    'actor',
    side({ alice: 5, bob: 2 }, 7),
    side({ bob: 3, carol: 1, dave: 1 }, 5),
    10,
  );
  expect(compared.onlyLeft).toEqual({ values: [{ text: 'alice', count: 5 }], count: 1 });
  expect(compared.onlyRight.values.map(({ text }) => text)).toEqual(['carol', 'dave']);
  expect(compared.both).toEqual({ values: [{ text: 'bob', left: 2, right: 3 }], count: 1 });
});

test('puts first what has changed its share most, however many lines there are on either side', () => {
  const left = side({ read: 900, write: 90, delete: 10 }, 1_000);
  const right = side({ read: 9, write: 1, delete: 10 }, 20);
  // Shares: read 90 % to 45 %, write 9 % to 5 %, delete 1 % to 50 %.
  expect(compareFacets('action', left, right, 10).both.values.map(({ text }) => text)).toEqual([
    'delete',
    'read',
    'write',
  ]);
});

test('names only as many as were asked for, and counts all', () => {
  const left = side(Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`v${index}`, 1])), 30);
  const { onlyLeft } = compareFacets('target', left, side({}, 0), 4);
  expect(onlyLeft.values).toHaveLength(4);
  expect(onlyLeft.count).toBe(30);
});

test('says how many lines have nothing there, and divides nothing by no lines', () => {
  const compared = compareFacets('target', side({ a: 1 }, 3, 2), side({ a: 0 }, 0, 0), 4);
  expect(compared.absent).toEqual({ left: 2, right: 0 });
  expect(compared.both.values).toEqual([{ text: 'a', left: 1, right: 0 }]);
});
