import { describe, expect, it } from 'vitest';
import { readEventTime } from '../../../shared/adapters/event-time.ts';
import { knownAdapters } from '../../../shared/adapters/known-adapters.ts';
import type { TimeSource } from '../../../shared/adapters/log-adapter.ts';
import { parseStrictObject } from '../../../shared/json/parse-json.ts';

const first: TimeSource = { pointer: '/first', spelling: 'text' };
const second: TimeSource = { pointer: '/second', spelling: 'text or milliseconds' };

function timeOf(event: object): string {
  const time = readEventTime(parseStrictObject(Buffer.from(JSON.stringify(event))), [first, second]);
  return time.kind === 'time' ? `${time.text} at ${time.pointer}` : time.statement;
}

describe('The time of an event', () => {
  it.each([
    [
      'in UTC, with its digits',
      { first: '2026-03-01T10:00:00.123456789Z' },
      '2026-03-01T10:00:00.123456789Z',
    ],
    ['of another zone', { first: '2026-03-01T00:30:00.5+02:00' }, '2026-02-28T22:30:00.5Z'],
    [
      'of a zone behind UTC, over the end of a year',
      { first: '2025-12-31T23:30:00-01:00' },
      '2026-01-01T00:30:00Z',
    ],
    ['with small letters and a space', { first: '2026-03-01 10:00:00z' }, '2026-03-01T10:00:00Z'],
  ])('%s', (_, event, time) => {
    expect(timeOf(event)).toBe(`${time} at /first`);
  });

  it('is taken from the next place where the first one holds nothing', () => {
    expect(timeOf({ first: null, second: '2026-03-01T10:00:00Z' })).toBe('2026-03-01T10:00:00Z at /second');
  });

  it('may be a number of milliseconds where the log is known to write one', () => {
    // date -u -d @1583364251.067
    expect(timeOf({ second: 1_583_364_251_067 })).toBe('2020-03-04T23:24:11.067Z at /second');
  });

  it.each([
    ['a time without a zone', { first: '2026-03-01T10:00:00' }, '/first, found "2026-03-01T10:00:00"'],
    ['a day that does not exist', { first: '2026-02-30T10:00:00+01:00' }, '/first, found "2026-02-30'],
    ['a number of nobody knows what', { first: 1_583_364_251 }, '/first, found 1583364251'],
    ['half a millisecond', { second: 0.5 }, '/second, found 0.5'],
    ['a time beyond the calendar', { second: 9_007_199_254_740_991 }, '/second, found 9007199254740991'],
    ['a zone that leads before the year 0', { first: '0000-01-01T00:00:00+01:00' }, '/first, found "0000'],
    ['an object', { first: { time: 1 } }, '/first, found an object'],
    ['a list', { first: [1] }, '/first, found a list'],
  ])('is not guessed from %s, and no other place is asked instead', (_, event, words) => {
    const statement = timeOf({ second: '2026-03-01T10:00:00Z', ...event });
    expect(statement).toContain(`expected an RFC 3339 time at ${words}`);
  });

  it('is missing only when every place was looked at', () => {
    expect(timeOf({})).toBe('expected an RFC 3339 time at /first, /second; nothing is there');
  });
});

describe('The known adapters', () => {
  it('have names of their own, and pointers that are pointers', () => {
    expect(new Set(knownAdapters.map(({ id }) => id)).size).toBe(knownAdapters.length);
    const pointers = knownAdapters.flatMap(({ times, fields }) => [
      ...times.map(({ pointer }) => pointer),
      ...Object.values(fields).flat(),
    ]);
    expect(pointers.filter((pointer) => !/^\/(?:[^~]|~[01])+$/.test(pointer))).toEqual([]);
  });
});
