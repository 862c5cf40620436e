import { describe, expect, test } from 'vitest';
import { parseTypedTime } from '../../../shared/case/typed-time.ts';

describe('A time that a person types', () => {
  test.each([
    ['2026-07-01 12:30', Date.UTC(2026, 6, 1, 12, 30)],
    ['2026-07-01T12:30:15Z', Date.UTC(2026, 6, 1, 12, 30, 15)],
    ['  2026-07-01   12:30:15.250 UTC ', Date.UTC(2026, 6, 1, 12, 30, 15, 250)],
  ])('%s is that moment in UTC, as a beginning and as an end', (typed, moment) => {
    expect(parseTypedTime(typed, 'its-start')).toBe(moment);
    expect(parseTypedTime(typed, 'its-end')).toBe(moment);
  });

  test('that is a day alone is meant whole', () => {
    expect(parseTypedTime('2026-07-01', 'its-start')).toBe(Date.UTC(2026, 6, 1));
    expect(parseTypedTime('2026-07-01', 'its-end')).toBe(Date.UTC(2026, 6, 2) - 1);
  });

  test.each([
    '',
    'tomorrow',
    '2026-02-30',
    '01.07.2026',
    '07/01/2026',
    '2026-07-01 24:00',
    '2026-07-01 12:30+02:00',
    '2026-07-01 12',
    '２０２６-07-01',
  ])('%j is refused, never guessed', (typed) => {
    expect(parseTypedTime(typed, 'its-start')).toBeNull();
  });
});
