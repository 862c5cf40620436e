import { describe, expect, it } from 'vitest';
import { parseUtcTime, utcDay } from '../../../shared/adapters/utc-time.ts';

describe('A time', () => {
  // Seconds as `date -u -d TIME +%s` of coreutils prints them.
  it.each([
    ['1970-01-01T00:00:00Z', 0],
    ['2025-11-20T00:53:20Z', 1763600000],
    ['2000-02-29T23:59:59Z', 951868799],
    ['2100-03-01T00:00:00Z', 4107542400],
    ['0000-01-01T00:00:00Z', -62167219200],
    ['9999-12-31T23:59:59Z', 253402300799],
    ['1969-12-31T23:59:59Z', -1],
  ])('%s is %d seconds after 1970', (text, seconds) => {
    expect(parseUtcTime(text)).toBe(seconds * 1_000);
    expect(utcDay(seconds * 1_000)).toBe(text.slice(0, 10));
  });

  it.each([
    ['2025-11-20T00:53:20.1Z', 100],
    ['2025-11-20T00:53:20.123Z', 123],
    ['2025-11-20T00:53:20.123999999Z', 123],
  ])('%s counts %d milliseconds and drops what is finer', (text, millis) => {
    expect(parseUtcTime(text)).toBe(1763600000_000 + millis);
  });

  it.each([
    '2025-02-29T00:00:00Z',
    '2100-02-29T00:00:00Z',
    '2025-04-31T00:00:00Z',
    '2025-00-01T00:00:00Z',
    '2025-13-01T00:00:00Z',
    '2025-01-00T00:00:00Z',
    '2025-01-01T24:00:00Z',
    '2025-01-01T00:60:00Z',
    '2016-12-31T23:59:60Z',
    '2025-01-01T00:00:00.Z',
    '2025-01-01T00:00:00.1234567890Z',
    '2025-01-01T00:00:00z',
    '2025-01-01 00:00:00Z',
    '2025-01-01T00:00:00+00:00',
    '2025-1-1T00:00:00Z',
    '+2025-01-01T00:00:00Z',
    ' 2025-01-01T00:00:00Z',
    '٢٠٢٥-01-01T00:00:00Z',
    '',
  ])('is not read from "%s"', (text) => {
    expect(parseUtcTime(text)).toBeNull();
  });
});
