import { beforeAll, describe, expect, it } from 'vitest';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import { answerSearch } from '../../../shared/search/answer-search.ts';
import { patientCall, searcherOf } from '../../support/built-source.ts';
import type { PlainBundle } from '../../support/slow-lines.ts';
import { SlowSearch } from '../../support/slow-search.ts';

const prev = 'a'.repeat(64);
const linesOfSegment = 2_500;

/** Some fields of which nearly each line has a value of its own, some with a thousand values, some with few. */
function segment(number: number): readonly string[] {
  const next = randomFrom(number + 1);
  return Array.from({ length: linesOfSegment }, (_, index) => {
    const seq = number * linesOfSegment + index;
    if (next(50) === 0) return `#withheld ${prev}`;
    const ts = new Date(Date.UTC(2026, 6, 1) + seq * 1_000).toISOString();
    return JSON.stringify({
      ...{ seq, prev, ts },
      actor: `u-${next(1_210)}`,
      // A third of all lines, one of forty, and one in all.
      role: next(3) === 0 ? 'clerk' : next(40) === 0 ? 'auditor' : 'operator',
      ip: next(20) === 0 ? undefined : next(20) === 0 ? '' : `10.0.${next(60)}.${next(250)}`,
      id: seq === 1_234 ? 'the only one' : `e-${seq}`,
      bytes: next(100_000),
      // Above all a few values that many lines have, beside thousands that one has.
      path: next(4) === 0 ? `/p/${next(3)}` : `/q/${seq}`,
    });
  });
}

/** Whole numbers below `limit`, the same ones for the same seed (xorshift32). */
function randomFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

const bundle: PlainBundle = {
  bundleId: 'one',
  fileSha256: '1'.repeat(64),
  mapping: { actor: '/actor', address: '/ip', target: '/path' },
  segments: [0, 1].map(segment),
  damaged: [],
};

let slow: SlowSearch;
beforeAll(() => {
  slow = new SlowSearch([bundle]);
}, 60_000);

const fields = ['actor', 'address', 'role', 'id', 'bytes', 'target'];
const counts = [0, 4, 300];

/** What the index and what going through every line say of a query: how many lines, and each facet of each length. */
async function bothWays(query: string, containing: string | null = null) {
  const parsed = parseQuery(query);
  if (parsed.kind !== 'query') throw new Error(parsed.error.message);
  const found = slow.find(parsed.query);
  const orders = fields.flatMap((field) => counts.map((count) => ({ field, count, containing })));
  const request = { caseId: 'case', bundleIds: [], query, fields: [], facets: orders, buckets: 0 };
  const answer = await answerSearch(
    searcherOf([bundle]),
    { ...request, sort: { by: 'log', isDescending: false }, rows: { first: 0, count: 1 } },
    patientCall,
  );
  if (answer.kind !== 'result') throw new Error(JSON.stringify(answer));
  const facets = orders.map(({ field, count }) => slow.facet(found, field, count, containing));
  return { answer, total: found.length, facets };
}

describe('Of fields with thousands of values, a search', () => {
  it.each(['', 'clerk', 'not clerk', '"the only one"', 'actor:u-17*', 'nobody'])(
    'counts the lines of %j and their values as going through every line does',
    async (query) => {
      const { answer, total, facets } = await bothWays(query);
      expect(answer.total).toBe(total);
      expect(answer.facets).toEqual(facets);
    },
  );

  it('lists those that contain something, also if one line alone has them', async () => {
    const { answer, facets } = await bothWays('clerk', '17');
    expect(answer.facets).toEqual(facets);
    const listed = answer.facets.find(({ field, values }) => field === 'id' && values.length > 0)?.values;
    expect(listed?.every(({ text, count }) => text.includes('17') && count === 1)).toBe(true);
  });

  it.each(['17', '*17*', '*1?7*', 'u-17', '*-17*', 'e-1234', '"/q/17"', 'clerk 17', '99999'])(
    'finds every line that has %j in any value',
    async (query) => {
      const { answer, total } = await bothWays(query);
      expect(answer.total).toBe(total);
    },
  );
});
