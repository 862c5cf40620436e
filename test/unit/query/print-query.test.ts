import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import { printQuery } from '../../../shared/query/print-query.ts';
import { queryLimits } from '../../../shared/query/query-limits.ts';

function spellingOf(text: string): string {
  const read = parseQuery(text);
  if (read.kind === 'invalid') throw new Error(read.error.message);
  return printQuery(read.query);
}

describe('The one spelling of a query', () => {
  it.each([
    ['  Alice   AND  bob ', 'alice bob'],
    ['a and b or c', 'a and b or c'],
    ['(a b) or (c and (d or e))', 'a and b or c and (d or e)'],
    ['NOT a', '-a'],
    ['not (a or b)', '-(a or b)'],
    ['not not a', 'not -a'],
    ['actor:a or actor:b', 'actor:(a or b)'],
    ['x (actor=A or actor="b c")', 'x actor=(A or "b c")'],
    ['x or actor:a or actor:b', 'x or actor:a or actor:b'],
    ['actor:a or target:b', 'actor:a or target:b'],
    ['"alice"', 'alice'],
    ['"Alice B"', '"alice b"'],
    ['"-a" "and" "/a/" "5..6"', '"-a" "and" "/a/" "5..6"'],
    ['"*"', ''],
    ['x *', 'x *'],
    ['"a\\*b" a*b', '"a\\*b" a*b'],
    ['corp\\a', '"corp\\\\a"'],
    ['"a\u200bb\u00a0c"', '"a\\u{200b}b\\u{a0}c"'],
    ['field:*', 'has:field'],
    ['"has":x "Time":y "10":z', '"has":x "Time":y "10":z'],
    ['TIME:2026-07-01T00:00', 'ts:2026-07-01T00:00'],
    ['ts:2026-07-01..2026-07-31', 'ts:2026-07'],
    ['ts:2026-01-01..2026-03-15', 'ts:2026-01-01..2026-03-15'],
    ['ts>2026-06', 'ts>=2026-07-01'],
    ['ts<=2026-06', 'ts<2026-07-01'],
    ['ts:2026-07-01T10:00+02:00', 'ts:2026-07-01T08:00'],
    ['ts>=last-1w ts<=last-1d ts:first..first+60m', 'ts>=last-7d ts<=last-24h ts:first..first+1h'],
    ['seq>99 seq:5..5', 'seq>=100 seq:5'],
    ['n:5.. n:..5e0 n>=1e2', 'n>=5 n<=5 n>=100'],
    ['ip:10.1.2.3/8 ip:2001:DB8:0::/32', 'ip:10.0.0.0/8 ip:2001:db8::/32'],
    ['/a\\/b/', '/a\\/b/'],
    ['IS:Reject', 'is:reject'],
  ])('of %s is %s', (text, spelling) => {
    expect(spellingOf(text)).toBe(spelling);
  });

  it('is not deeper than what was read, at the limit of the depth', () => {
    const { depth } = queryLimits;
    const deep = `${'(x y or z -'.repeat(depth / 2)}w${')'.repeat(depth / 2)}`;
    expect(printQuery({ kind: 'not', part: { kind: 'all' } })).toBe('-*');
    expect(spellingOf(spellingOf(deep))).toBe(spellingOf(deep));
  });
});
