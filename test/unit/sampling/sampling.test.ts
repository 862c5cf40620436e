import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocateStrata } from '../../../shared/sampling/allocate-strata.ts';
import { drawPositions } from '../../../shared/sampling/draw-positions.ts';
import { drawSample } from '../../../shared/sampling/draw-sample.ts';
import { sampleSize } from '../../../shared/sampling/sample-size.ts';

/** SHA-256 of "seed,counter" by another implementation. */
function numberOf(seed: string, counter: number): bigint {
  return BigInt(`0x${createHash('sha256').update(`${seed},${counter}`).digest('hex')}`);
}

describe('A simple random sample', () => {
  test('can be drawn again with any SHA-256: the remainder of "seed,1", "seed,2" and so on, without repeats', () => {
    const expected: number[] = [];
    for (let counter = 1; expected.length < 40; counter++) {
      const position = Number(numberOf('2026-11-21', counter) % 100n);
      if (!expected.includes(position)) expected.push(position);
    }
    expect(drawPositions('2026-11-21', 100, 40)).toEqual(expected);
  });

  test('of as many lines as there are is all of them, each once', () => {
    expect([...drawPositions('s', 25, 25)].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 25 }, (_, i) => i),
    );
    expect(drawPositions('s', 25, 99)).toHaveLength(25);
    expect(drawPositions('s', 0, 5)).toEqual([]);
  });

  test('prefers no line: 20,000 draws from ten lines come near to 2,000 each', () => {
    const counts = Array.from({ length: 10 }, () => 0);
    for (let draw = 0; draw < 20_000; draw++) {
      const [position = -1] = drawPositions(`seed ${draw}`, 10, 1);
      counts[position] = (counts[position] ?? 0) + 1;
    }
    // Five standard deviations of a fair draw are 212.
    for (const count of counts) expect(Math.abs(count - 2_000)).toBeLessThan(212);
  });
});

describe('A systematic sample', () => {
  test('takes one line of each piece, all at the same place, and reaches the last lines too', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.integer({ min: 1, max: 5_000 }),
        fc.integer({ min: 1, max: 300 }),
        (seed, size, count) => {
          const drawn = drawSample(size, { method: 'systematic', seed, count }).map(
            ({ position }) => position,
          );
          const wanted = Math.min(size, count);
          expect(drawn).toHaveLength(wanted);
          expect(new Set(drawn).size).toBe(wanted);
          for (const [index, position] of drawn.entries()) {
            expect(position).toBeGreaterThanOrEqual(Math.floor((index * size) / wanted));
            expect(position).toBeLessThan(Math.ceil(((index + 1) * size) / wanted));
          }
        },
      ),
    );
  });
});

describe('A stratified sample', () => {
  test('gives each stratum its share, at least one line, and draws it under the seed and its name', () => {
    const of = Array.from({ length: 100 }, (_, index) => (index < 90 ? 0 : 1));
    const drawn = drawSample(100, {
      method: 'stratified',
      seed: 'x',
      count: 10,
      strata: { names: ['read', 'delete'], of },
    });
    expect(drawn.filter(({ stratum }) => stratum === 'read')).toHaveLength(9);
    const [only] = drawn.filter(({ stratum }) => stratum === 'delete');
    expect(only?.position).toBe(90 + Number(numberOf('x/delete', 1) % 10n));
  });

  test.each([
    ['by share', [60, 30, 10], 10, [6, 3, 1]],
    ['with at least one line each', [980, 15, 5], 10, [8, 1, 1]],
    ['never more than a stratum has', [2, 2, 96], 99, [2, 2, 95]],
    ['one each to the largest when there are too few', [5, 9, 7], 2, [0, 1, 1]],
    ['nothing to an empty stratum', [0, 10], 4, [0, 4]],
    ['everything when all is wanted', [3, 4], 100, [3, 4]],
  ])('divides its lines %s', (_, sizes, count, expected) => {
    const strata = sizes.map((size, index) => ({ name: `s${index}`, size }));
    expect(allocateStrata(strata, count)).toEqual(expected);
  });

  test('divides exactly as many lines as were wanted, whatever the strata are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 0, max: 600 }),
        (sizes, count) => {
          const strata = sizes.map((size, index) => ({ name: `s${index}`, size }));
          const given = allocateStrata(strata, count);
          const total = sizes.reduce((sum, size) => sum + size, 0);
          expect(given.reduce((sum, each) => sum + each, 0)).toBe(Math.min(count, total));
          for (const [index, each] of given.entries()) expect(each).toBeLessThanOrEqual(sizes[index] ?? 0);
        },
      ),
    );
  });
});

describe('The size of a sample', () => {
  const ask = (
    confidence: number,
    tolerableRate: number,
    acceptedDeviations: number,
    populationSize = 10_000_000,
  ) => sampleSize({ populationSize, confidence, tolerableRate, acceptedDeviations });

  // From the tables for attribute sampling that auditors use (binomial, large populations).
  test.each([
    [0.95, 0.05, 0, 59],
    [0.95, 0.05, 1, 93],
    [0.95, 0.05, 2, 124],
    [0.95, 0.1, 0, 29],
    [0.9, 0.05, 0, 45],
    [0.9, 0.1, 0, 22],
    [0.99, 0.01, 0, 459],
  ])(
    'at %d confidence, %d tolerable, %d accepted is that of the printed tables',
    (confidence, rate, accepted, expected) => {
      expect(ask(confidence, rate, accepted)).toBe(expected);
    },
  );

  test('is smaller for a small population, as counting all ways to draw says', () => {
    // C(90,n)/C(100,n) <= 0.05 first at n = 25 (10 deviating of 100): 0.0479 against 0.0551 for 24.
    expect(ask(0.95, 0.1, 0, 100)).toBe(25);
    expect(ask(0.95, 0.05, 0, 1)).toBe(1);
    expect(ask(0.95, 0.05, 0, 0)).toBe(0);
  });
});
