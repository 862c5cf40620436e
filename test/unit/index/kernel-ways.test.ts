import { expect, test } from 'vitest';
import { kernelWays } from '../../../shared/index/kernel-ways.ts';

test('the kernel goes by names, and by the index of one item of a list', () => {
  const ways = kernelWays({
    actor: '/a',
    target: '/list/0/id',
    address: '/list/0/ip',
    action: '/a',
    outcome: '/0/1',
  });
  expect(ways?.filter((way) => way !== null)).toEqual(
    expect.arrayContaining([
      { slot: expect.any(Number), names: ['a'], inList: null },
      { slot: expect.any(Number), names: ['list'], inList: { index: 0, names: ['id'] } },
      { slot: expect.any(Number), names: ['list'], inList: { index: 0, names: ['ip'] } },
      // An entry is an object, so what comes first is a name.
      { slot: expect.any(Number), names: ['0'], inList: { index: 1, names: [] } },
    ]),
  );
  const slots = ways?.flatMap((way) => (way === null ? [] : [way.slot])) ?? [];
  // Two fields lie at one place.
  expect(new Set(slots).size).toBe(4);
});

test.each([
  ['two items of one list', { target: '/list/0', address: '/list/1' }],
  ['a list in a list', { target: '/list/0/1' }],
  ['a list further down', { target: '/list/0/a/1' }],
  ['an index that is spelled as none', { target: '/list/00' }],
  ['an item behind all that a line can have', { target: '/list/100000' }],
])('and not by %s, of which only built values tell', (_, mapping) => {
  expect(kernelWays(mapping)).toBeNull();
});
