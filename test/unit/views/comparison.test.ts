import { describe, expect, it, test } from 'vitest';
import { formatShare } from '../../../renderer/views/common/format-share.ts';
import { changeWords } from '../../../renderer/views/compare/change-words.ts';
import { comparisonCsv } from '../../../renderer/views/compare/comparison-csv.ts';
import { halvesOf, lastAndBefore } from '../../../renderer/views/compare/comparison-presets.ts';
import { momentTyped, periodOf } from '../../../renderer/views/compare/query-period.ts';
import type { CompareAnswer, FieldComparison } from '../../../shared/contract/search-protocol.ts';

const at = (text: string) => ({ time: Date.parse(text) });

describe('the two halves of some lines', () => {
  it('meet at a midnight where there are many days, and leave no moment out', () => {
    const ends = { first: at('2026-07-01T00:04:00Z'), last: at('2026-09-30T23:04:00Z') };
    expect(halvesOf('actor:alice', 'case', ends)).toEqual({
      left: { query: 'actor:alice ts:2026-07-01T00:04..2026-08-15T23:59', sources: 'case' },
      right: { query: 'actor:alice ts:2026-08-16T00:00:00.000..2026-09-30T23:04:00.000', sources: 'case' },
      fields: [],
    });
  });

  it('meet at an hour, a minute, a second or a millisecond where there is less time', () => {
    const middle = (first: string, last: string) => {
      const halves = halvesOf('', 'bundle', { first: at(first), last: at(last) });
      return [periodOf(halves?.left.query ?? '')?.before, periodOf(halves?.right.query ?? '')?.from];
    };
    const both = (text: string) => [Date.parse(text), Date.parse(text)];
    expect(middle('2026-07-01T00:10:00Z', '2026-07-02T00:20:00Z')).toEqual(both('2026-07-01T12:00:00Z'));
    expect(middle('2026-07-01T00:00:10Z', '2026-07-01T00:30:20Z')).toEqual(both('2026-07-01T00:15:00Z'));
    expect(middle('2026-07-01T00:00:00.100Z', '2026-07-01T00:00:20.200Z')).toEqual(
      both('2026-07-01T00:00:10Z'),
    );
    expect(middle('2026-07-01T00:00:00.000Z', '2026-07-01T00:00:00.001Z')).toEqual(
      both('2026-07-01T00:00:00.001Z'),
    );
  });

  it('are none where all of them state one time, or none', () => {
    expect(halvesOf('', 'bundle', { first: at('2026-07-01'), last: at('2026-07-01') })).toBeNull();
    expect(halvesOf('', 'bundle', { first: null, last: null })).toBeNull();
  });

  it('replace the time that was asked for', () => {
    const halves = halvesOf('ts:2026-01 -actor:bob', ['b1'], {
      first: at('2026-07-01T00:00:00Z'),
      last: at('2026-07-20T00:00:00Z'),
    });
    expect(halves?.left.query).toBe('ts:2026-07-01..2026-07-10 -actor:bob');
  });
});

test('the last days stand beside as many days before them, and nothing where there are not as many', () => {
  const ends = { first: at('2026-07-01T00:00:00Z'), last: at('2026-07-20T23:59:59.999Z') };
  const week = lastAndBefore('', 'bundle', ends, 7 * 86_400_000);
  expect(week?.left.query).toBe('ts:2026-07-07..2026-07-13');
  expect(week?.right.query).toBe('ts:2026-07-14..2026-07-20');
  expect(lastAndBefore('', 'bundle', ends, 30 * 86_400_000)).toBeNull();
});

describe('the period of a query', () => {
  it('is read from the one time that it asks for', () => {
    expect(periodOf('actor:alice')).toEqual({ from: null, before: null });
    expect(periodOf('ts:2026-07-01 actor:alice')).toEqual({
      from: Date.parse('2026-07-01'),
      before: Date.parse('2026-07-02'),
    });
    expect(periodOf('ts>=2026-07-01')).toEqual({ from: Date.parse('2026-07-01'), before: null });
  });

  it('is left to its text where it is no single period', () => {
    expect(periodOf('ts>=last-24h')).toBeNull();
    expect(periodOf('ts:2026-07-01 ts:2026-07-02')).toBeNull();
    expect(periodOf('actor:(')).toBeNull();
  });

  it('is typed in UTC, with an offset only where one is written', () => {
    expect(momentTyped(' 2026-07-01 10:30 ')).toBe(Date.parse('2026-07-01T10:30:00Z'));
    expect(momentTyped('2026-07-01T10:30+02:00')).toBe(Date.parse('2026-07-01T08:30:00Z'));
    expect(momentTyped('')).toBeNull();
    for (const text of ['1.7.2026', '2026-02-30', 'yesterday', 'last-24h'])
      expect(momentTyped(text)).toBe('unreadable');
  });
});

test('a share is never said to be nothing or all where it is not', () => {
  expect(formatShare(1, 2)).toBe('50.0 %');
  expect(formatShare(1, 100_000)).toBe('< 0.1 %');
  expect(formatShare(99_999, 100_000)).toBe('> 99.9 %');
  expect(formatShare(0, 7)).toBe('0.0 %');
  expect(formatShare(7, 7)).toBe('100.0 %');
  expect(formatShare(0, 0)).toBe('–');
});

test('a change is said in percentage points, and no change only where there is none', () => {
  expect(changeWords({ left: 1, right: 3 }, { left: 4, right: 4 })).toBe('+50.0 pp');
  expect(changeWords({ left: 3, right: 1 }, { left: 4, right: 4 })).toBe('−50.0 pp');
  expect(changeWords({ left: 1, right: 7 }, { left: 3, right: 21 })).toBe('0');
  expect(changeWords({ left: 0, right: 1 }, { left: 9, right: 100_000 })).toBe('+ < 0.1 pp');
  expect(changeWords({ left: 0, right: 1 }, { left: 0, right: 1 })).toBe('–');
});

test('a comparison as CSV has a row for each value, with numbers that a spreadsheet reads and texts that it does not compute', () => {
  const none = { left: 0, right: 0 };
  const field: FieldComparison = {
    field: 'actor',
    onlyLeft: { values: [{ text: '=HYPERLINK("x")', left: 2, right: 0 }], count: 1 },
    onlyRight: { values: [{ text: 'a, "b"', left: 0, right: 1 }], count: 3 },
    both: { values: [{ text: 'bob', left: 2, right: 3 }], count: 1 },
    unchanged: 0,
    absent: { left: 1, right: 0 },
    empty: none,
    withheld: none,
  };
  const answer: CompareAnswer & { readonly kind: 'compared' } = {
    kind: 'compared',
    totals: { left: 4, right: 4 },
    searched: { left: 4, right: 4 },
    fields: [field],
    notes: [],
  };
  const csv = comparisonCsv(answer, { left: 'Every line.', right: 'Lines whose actor has “x”.' });
  expect(csv.text.split('\r\n')).toEqual([
    '"side A","Every line."',
    '"side B","Lines whose actor has “x”."',
    '"field","standing","value","lines A","lines of side A","share A in percent","lines B","lines of side B","share B in percent","change in percentage points"',
    '"","","all lines","4","4","100.0000","4","4","100.0000","0.0000"',
    '"actor","only in B","a, ""b""","0","4","0.0000","1","4","25.0000","25.0000"',
    `"actor","only in A","'=HYPERLINK(""x"")","2","4","50.0000","0","4","0.0000","-50.0000"`,
    '"actor","in both","bob","2","4","50.0000","3","4","75.0000","25.0000"',
    '"actor","without a value","absent","1","4","25.0000","0","4","0.0000","-25.0000"',
    '',
  ]);
  expect(csv).toMatchObject({ rows: 8, guarded: 1, unlisted: 2 });
});
