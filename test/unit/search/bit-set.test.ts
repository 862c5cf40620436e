import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BugError } from '../../../shared/bytes/errors.ts';
import { BitSet, bitsOf } from '../../../shared/search/bit-set.ts';

/** Two sets of numbers below a size around the length of a word. */
const sized = fc.nat({ max: 100 }).chain((size) => {
  const numbers = fc.uniqueArray(fc.nat({ max: Math.max(size - 1, 0) }), { maxLength: size });
  return fc.record({ size: fc.constant(size), ones: numbers, others: numbers });
});

it('says of sets what is said of lists of numbers', () => {
  fc.assert(
    fc.property(sized, ({ size, ones, others }) => {
      const all = Array.from({ length: size }, (_, number) => number);
      const [one, other] = [setOf(size, ones), setOf(size, others)];
      expectNumbers(
        one.copy().and(other),
        all.filter((number) => ones.includes(number) && others.includes(number)),
      );
      expectNumbers(
        one.copy().or(other),
        all.filter((number) => ones.includes(number) || others.includes(number)),
      );
      expectNumbers(
        one.copy().andNot(other),
        all.filter((number) => ones.includes(number) && !others.includes(number)),
      );
      expectNumbers(
        one.copy().not(),
        all.filter((number) => !ones.includes(number)),
      );
      expectNumbers(
        one,
        all.filter((number) => ones.includes(number)),
      );
      expectNumbers(BitSet.full(size), all);
    }),
  );
});

it('adds a range as it adds each number of it', () => {
  fc.assert(
    fc.property(fc.nat({ max: 140 }), fc.nat({ max: 150 }), fc.nat({ max: 150 }), (size, start, end) => {
      const set = new BitSet(size);
      set.addRange(start, end);
      expectNumbers(
        set,
        Array.from({ length: size }, (_, at) => at).filter((at) => at >= start && at < end),
      );
    }),
  );
});

it('counts the bits of every byte of a word', () => {
  for (let byte = 0; byte < 256; byte++) {
    const expected = byte.toString(2).replaceAll('0', '').length;
    for (const shift of [0, 8, 16, 24]) expect(bitsOf(byte << shift)).toBe(expected);
  }
  expect(bitsOf(0xffffffff)).toBe(32);
});

it('takes no number that it has no room for', () => {
  const set = new BitSet(40);
  set.add(40);
  set.add(63);
  set.add(64);
  expectNumbers(set, []);
  expect(set.has(40)).toBe(false);
  expect(set.has(1000)).toBe(false);
});

it('refuses to meet a set of another size', () => {
  expect(() => new BitSet(32).and(new BitSet(33))).toThrow(BugError);
  expect(() => new BitSet(32).or(new BitSet(31))).toThrow(BugError);
  expect(() => new BitSet(32).andNot(new BitSet(31))).toThrow(BugError);
});

function setOf(size: number, numbers: readonly number[]): BitSet {
  const set = new BitSet(size);
  for (const number of numbers) set.add(number);
  return set;
}

function expectNumbers(set: BitSet, expected: readonly number[]): void {
  const numbers: number[] = [];
  set.forEach((number) => {
    numbers.push(number);
  });
  expect(numbers).toEqual(expected);
  expect(set.count()).toBe(expected.length);
  expect(set.isEmpty()).toBe(expected.length === 0);
  for (const number of expected) expect(set.has(number)).toBe(true);
}
