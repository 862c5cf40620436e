import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatCounted,
  percentOf,
} from '../../../renderer/views/common/format-number.ts';
import { formatTime } from '../../../renderer/views/common/format-time.ts';
import { findMixedScripts } from '../../../renderer/views/common/mixed-scripts.ts';

describe('times', () => {
  it('prints a moment in UTC with milliseconds and the zone', () => {
    // `date -u -d 2026-07-01T12:34:56.789Z +%s%3N` prints 1782909296789.
    expect(formatTime(1_782_909_296_789)).toBe('2026-07-01 12:34:56.789 UTC');
  });

  it('prints a moment before 1970', () => {
    expect(formatTime(-1)).toBe('1969-12-31 23:59:59.999 UTC');
  });

  it('says the number when no calendar holds it', () => {
    expect(formatTime(9e15)).toBe('9000000000000000 ms since 1970 UTC');
  });
});

describe('numbers', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1_000, '1,000'],
    [1_234_567, '1,234,567'],
    [-25_000, '-25,000'],
  ])('groups %d by commas on every machine', (count, text) => {
    expect(formatCount(count)).toBe(text);
  });

  it('uses the singular for exactly one', () => {
    expect([0, 1, 2].map((count) => formatCounted(count, 'entry', 'entries'))).toEqual([
      '0 entries',
      '1 entry',
      '2 entries',
    ]);
  });

  it('gives bytes exactly and rounds only beside that', () => {
    expect(formatBytes(999)).toBe('999 bytes');
    expect(formatBytes(1_234_567)).toBe('1,234,567 bytes (1.2 MB)');
  });

  it('says 100 % only when all is done', () => {
    expect([
      percentOf(0, 0),
      percentOf(999, 1_000),
      percentOf(1_000, 1_000),
      percentOf(1_001, 1_000),
    ]).toEqual([0, 99, 100, 100]);
  });
});

describe('look-alike letters', () => {
  it('names the scripts of a word that mixes Cyrillic into Latin', () => {
    expect(findMixedScripts('user \u0430dmin')).toEqual(['Latin', 'Cyrillic']);
  });

  it('says nothing about two words in two scripts', () => {
    expect(findMixedScripts('admin Иван')).toBeNull();
    expect(findMixedScripts('東京 office')).toBeNull();
  });
});
