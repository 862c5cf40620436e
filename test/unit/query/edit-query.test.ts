import { describe, expect, it } from 'vitest';
import {
  asksForTime,
  textOfPart,
  withoutPart,
  withPartNegated,
  withTimeRange,
} from '../../../shared/query/edit-query.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';

function textsOfParts(query: string): readonly string[] {
  const parsed = parseQuery(query);
  if (parsed.kind === 'invalid') throw new Error(parsed.error.message);
  return parsed.parts.map((part) => textOfPart(query, part));
}

describe('The parts of a query', () => {
  it.each([
    ['', []],
    ['  alice ', ['alice']],
    ['actor:alice AND -outcome:success', ['actor:alice', '-outcome:success']],
    ['not "a b" (c or d)', ['not "a b"', '(c or d)']],
    ['(a and (b c)) d', ['a', 'b', 'c', 'd']],
    ['a or b', ['a or b']],
    ['actor:(a b)', ['actor:a', 'actor:b']],
    ['actor:(a or  b)', ['actor:(a or  b)']],
    ['*', ['*']],
  ])('of %s stand as they were typed', (query, texts) => {
    expect(textsOfParts(query)).toEqual(texts);
  });
});

describe('A part that is taken away', () => {
  it.each([
    ['alice', 0, ''],
    ['actor:ALICE  and  b  and c', 1, 'actor:ALICE  and  c'],
    ['actor:ALICE  and  b  and c', 2, 'actor:ALICE  and  b'],
    ['actor:ALICE  and  b  and c', 0, 'b  and c'],
    ['(a b) "C"', 0, '(b) "C"'],
    ['actor:(a B c) x', 1, 'actor:(a c) x'],
    ['a b', 5, 'a b'],
    ['a b (', 0, 'a b ('],
  ])('from %s, number %i, leaves %s', (query, index, left) => {
    expect(withoutPart(query, index)).toBe(left);
  });
});

describe('A part that is turned into its contrary', () => {
  it.each([
    ['Alice  bob', 1, 'Alice  -bob'],
    ['Alice  not bob', 1, 'Alice  bob'],
    ['-(a or b)', 0, '(a or b)'],
    ['a or b', 0, '-(a or b)'],
    ['x -(a b)', 1, 'x (a b)'],
    ['actor:(A b)', 0, '-actor:a actor:b'],
  ])('of %s, number %i, makes %s', (query, index, expected) => {
    expect(withPartNegated(query, index)).toBe(expected);
  });
});

describe('A time that is chosen', () => {
  const july = { from: Date.UTC(2026, 6, 1), before: Date.UTC(2026, 7, 1) };

  it.each([
    ['', 'ts:2026-07'],
    ['Alice', 'Alice ts:2026-07'],
    ['a or b', '(a or b) ts:2026-07'],
    ['x ts>=2025 y time<2026 z', 'x ts:2026-07 y z'],
    ['-ts:2026', '-ts:2026 ts:2026-07'],
  ])('in the query %s makes %s', (query, expected) => {
    expect(withTimeRange(query, july)).toBe(expected);
  });

  it('is all time when it is taken away', () => {
    expect(withTimeRange('x ts>=2025 y ts<2026', null)).toBe('x y');
    expect(withTimeRange('ts>=2025', null)).toBe('');
    expect(withTimeRange('x', null)).toBe('x');
  });

  it('ends nowhere when it reaches behind the last year', () => {
    expect(withTimeRange('', { from: july.from, before: Date.UTC(10_000, 0, 1) })).toBe('ts>=2026-07-01');
  });

  it('has at least one millisecond', () => {
    expect(withTimeRange('', { from: july.from, before: july.from })).toBe('ts:2026-07-01T00:00:00.000');
  });

  it('is known by the query, unless the query leaves it out', () => {
    expect(asksForTime('x ts>2026')).toBe(true);
    expect(asksForTime('x -ts>2026')).toBe(false);
    expect(asksForTime('ts>')).toBe(false);
  });
});
