import { expect, it } from 'vitest';
import { parseOptions } from '../../../bench/options.ts';
import { median, ratio } from '../../../bench/statistics.ts';

const names = ['verify', 'import'] as const;

it('without options the bench measures everything at a million entries, in five pairs', () => {
  expect(parseOptions([], names)).toEqual({ only: names, size: 1_000_000, pairs: 5, isJson: false });
});

it('fewer than five pairs become five where something is measured, and taken where the bench is tested', () => {
  expect(parseOptions(['--pairs', '1'], names).pairs).toBe(5);
  expect(parseOptions(['--pairs', '1', '--size', '10000'], names).pairs).toBe(5);
  expect(parseOptions(['--pairs', '1', '--size', '9999'], names).pairs).toBe(1);
  expect(parseOptions(['--pairs', '7'], names).pairs).toBe(7);
});

it('a measurement that does not exist, and a number that is none, are named', () => {
  expect(() => parseOptions(['--only', 'import,speed'], names)).toThrow('no measurement "speed"');
  expect(() => parseOptions(['--size', '1e6'], names)).toThrow(
    '--size is a whole number from 1 on, not "1e6"',
  );
  expect(() => parseOptions(['--pairs', '0'], names)).toThrow('--pairs');
});

it('the median is the middle value, or the mean of the two in the middle, in any order', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 2, 100])).toBe(3);
  expect(() => median([])).toThrow('no median');
});

it('a ratio is that of the medians, so that one slow run does not decide', () => {
  expect(ratio([20, 30, 900], [10, 10, 10])).toBe(3);
});
