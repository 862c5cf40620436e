import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventMapping } from '../../shared/adapters/read-event.ts';
import type { HitSort, SearchResult } from '../../shared/contract/search-protocol.ts';
import { parseQuery } from '../../shared/query/parse-query.ts';
import { answerSearch, type UntimedAnswer } from '../../shared/search/answer-search.ts';
import { patientCall, searcherOf } from '../support/built-source.ts';
import { slowHistogram } from '../support/slow-histogram.ts';
import type { PlainBundle, PlainEntry } from '../support/slow-lines.ts';
import { SlowSearch } from '../support/slow-search.ts';

const prev = 'a'.repeat(64);
const commitment = '[{"...":"7xkXkRoTGjnYvTY0kPzFnzmyTfvnMzTTHVUiMoJnXjA"}]';

const word = fc.constantFrom(
  'alice',
  'Alice B',
  'malice',
  'alice@example.com',
  'bob',
  'BOB',
  'Ünal',
  'STRASSE',
  'straße',
  'ΟΔΟΣ',
);
const address = fc.constantFrom(
  '10.1.2.3',
  '10.1.2.30:443',
  '[2001:db8::1]:22',
  '2001:db8::2',
  '192.168.0.1',
  '::1',
  '10.1.2',
);
const scalar = fc.oneof(
  { weight: 4, arbitrary: word.map((text) => JSON.stringify(text)) },
  { weight: 2, arbitrary: address.map((text) => JSON.stringify(text)) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('5', '10', '5.0', '"7"', '-3', '1e2', '"007"', '0.5', '"1_000"', '3'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'null',
      'true',
      'false',
      '""',
      '""',
      commitment,
      '"*"',
      '"a-b"',
      '"x/orders-17"',
    ),
  },
);
const names = ['actor', 'id', 'email', 'ip', 'reason', 'user', 'Role', 'a.b', 'a', 'b'];
const value = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }).map((items) => `[${items.join(',')}]`) },
  { weight: 1, arbitrary: objectOf(scalar) },
  {
    weight: 1,
    arbitrary: fc.array(objectOf(scalar), { maxLength: 2 }).map((items) => `[${items.join(',')}]`),
  },
);

function objectOf(member: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .uniqueArray(fc.tuple(fc.constantFrom(...names), member), { selector: ([name]) => name, maxLength: 4 })
    .map((members) => `{${members.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(',')}}`);
}

const time = fc
  .oneof(
    fc.nat({ max: 40 }).map((seconds) => seconds * 1_000),
    fc.nat({ max: 200 * 86_400_000 }),
  )
  .map((millis) => new Date(Date.UTC(2026, 6, 1) + millis).toISOString());
const entry = fc.tuple(time, fc.nat({ max: 30 }), objectOf(value)).map(([ts, seq, members]) => {
  const rest = members === '{}' ? '}' : `,${members.slice(1)}`;
  return `{"ts":"${ts}","seq":${seq},"prev":"${prev}"${rest}`;
});
const line = fc.oneof(
  { weight: 12, arbitrary: entry },
  {
    weight: 1,
    arbitrary: fc.constantFrom(`#withheld ${prev}`, '', 'alice was here', '{"a":1,"a":2}', '{"seq":1}'),
  },
);
const mapping: fc.Arbitrary<EventMapping> = fc.record(
  {
    actor: fc.constantFrom('/actor', '/actor/id', '/user'),
    address: fc.constantFrom('/ip', '/user/ip', '/a/0/ip'),
    target: fc.constantFrom('/a', '/b/0', '/id'),
    session: fc.constantFrom('/email', '/none'),
  },
  { requiredKeys: [] },
);
const bundle = fc
  .tuple(
    fc.array(fc.array(line, { maxLength: 12 }), { minLength: 1, maxLength: 3 }),
    mapping,
    fc.uniqueArray(fc.nat({ max: 20 }), { maxLength: 3 }),
    fc.boolean(),
  )
  .map(([segments, map, damaged, isInOrder]) => ({
    mapping: map,
    segments: isInOrder ? segments.map((lines) => lines.toSorted()) : segments,
    damaged: damaged
      .filter((ordinal) => ordinal < segments.flat().length)
      .toSorted((one, other) => one - other),
  }));
const bundles: fc.Arbitrary<readonly PlainBundle[]> = fc
  .array(bundle, { minLength: 1, maxLength: 3 })
  .map((list) =>
    list.map((each, index) => ({ ...each, bundleId: `bundle-${index}`, fileSha256: `${index}`.repeat(64) })),
  );

const field = fc.constantFrom(
  ...[
    'actor',
    'target',
    'address',
    'session',
    'service',
    'id',
    'email',
    'ip',
    'reason',
    'user',
    'role',
    'Role',
  ],
  ...['a.b', 'a', 'b', 'user.id', 'actor.email', 'target-type', 'EMAIL', 'nowhere', '"a.b"', 'b.a'],
);
const text = fc.constantFrom(
  ...[
    'alice',
    '*lic*',
    'ali*',
    '*LICE',
    'bob',
    '"alice b"',
    'al?ce',
    'a*e',
    'ünal',
    'strasse',
    'οδος',
    'example',
    '7',
    '5',
  ],
  ...['"orders-*"', 'example.com', '*@*', '10.1.2.3', 'was', '?', '*a?i*', '/^a.*e$/', '/b/'],
);
const fieldTerm = fc.oneof(
  fc.tuple(field, text).map(([name, asked]) => `${name}:${asked}`),
  fc
    .tuple(field, fc.constantFrom('alice', 'BOB', '""', '5', '"a-b"'))
    .map(([name, asked]) => `${name}=${asked}`),
  fc
    .tuple(field, fc.constantFrom('>5', '>=5', '<7', '<=0.5', ':5..10'))
    .map(([name, asked]) => `${name}${asked}`),
  fc
    .tuple(field, fc.constantFrom('10.0.0.0/8', '10.1.2.0/28', '2001:db8::/32', '::/0', '0.0.0.0/0'))
    .map(([name, asked]) => `${name}:${asked}`),
  fc
    .tuple(fc.constantFrom('has', 'missing', 'empty', 'withheld'), field)
    .map(([presence, name]) => `${presence}:${name}`),
);
const otherTerm = fc.constantFrom(
  ...[
    'is:entry',
    'is:withheld',
    'is:ambiguous',
    'is:reject',
    'is:damaged',
    'seq:5',
    'seq>=10',
    'seq:3..20',
    'has:ts',
    'missing:seq',
  ],
  ...[
    'ts>=2026-07-01T00:00:10',
    'ts:2026-07-01',
    'ts<2026-08',
    'ts>=last-24h',
    'ts<first+5s',
    'ts:2026-07..2026-09',
    'withheld:ts',
  ],
);
const term = fc.oneof(
  { weight: 3, arbitrary: fieldTerm },
  { weight: 2, arbitrary: text },
  { weight: 1, arbitrary: otherTerm },
);
const { query } = fc.letrec<{ query: string }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'query' },
    { weight: 4, arbitrary: term },
    { weight: 1, arbitrary: fc.constant('') },
    {
      weight: 2,
      arbitrary: fc.tuple(tie('query'), tie('query')).map(([one, other]) => `${group(one)} ${group(other)}`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(tie('query'), tie('query'))
        .map(([one, other]) => `${group(one)} or ${group(other)}`),
    },
    { weight: 1, arbitrary: tie('query').map((one) => `not ${group(one)}`) },
  ),
}));

function group(asked: string): string {
  return asked === '' ? '*' : `(${asked})`;
}

const sort: fc.Arbitrary<HitSort> = fc.record({
  by: fc.oneof(
    fc.constantFrom('time', 'log'),
    field.map((name) => name.replaceAll('"', '')),
  ),
  isDescending: fc.boolean(),
});

function resultOf(answer: UntimedAnswer): Omit<SearchResult, 'tookMillis'> {
  if (answer.kind !== 'result') throw new Error(JSON.stringify(answer));
  return answer;
}

describe('A search over the index', () => {
  it('finds the lines, in the order and with the counts, that going through every parsed line finds', async () => {
    await fc.assert(
      fc.asyncProperty(
        bundles,
        fc.array(query, { minLength: 1, maxLength: 4 }),
        sort,
        fc.record({
          name: field,
          count: fc.nat({ max: 4 }),
          containing: fc.option(fc.constantFrom('li', 'O', '')),
        }),
        fc.record({
          first: fc.nat({ max: 10 }),
          count: fc.nat({ max: 12 }),
          buckets: fc.integer({ min: 2, max: 30 }),
        }),
        async (plain, queries, order, facet, page) => {
          const slow = new SlowSearch(plain);
          // One searcher for all queries, so that what it remembers of one is tried on the next.
          const searcher = searcherOf(plain);
          for (const asked of queries) {
            const parsed = parseQuery(asked);
            if (parsed.kind !== 'query') throw new Error(`${asked}: ${parsed.error.message}`);
            const name = facet.name.replaceAll('"', '');
            const result = resultOf(
              await answerSearch(
                searcher,
                {
                  caseId: 'case',
                  bundleIds: [],
                  query: asked,
                  sort: order,
                  fields: [name],
                  facets: [{ field: name, count: facet.count, containing: facet.containing }],
                  buckets: page.buckets,
                  rows: page,
                },
                patientCall,
              ),
            );
            const found = slow.find(parsed.query);
            const sorted = slow.sorted(found, order);
            expect(result.total).toBe(found.length);
            expect(result.searched).toBe(slow.entries.length);
            expect(result.rows).toEqual(
              sorted.slice(page.first, page.first + page.count).map((each) => ({
                ...each.row,
                bundleId: each.bundle.bundleId,
                further: [slow.valuesOf(each, name)],
                alsoIn: slow.alsoIn(each),
              })),
            );
            expect(result.facets).toEqual([
              slow.facet(found, name, facet.count, facet.containing === '' ? null : facet.containing),
            ]);
            expect(result.byBundle).toEqual(byBundle(plain, found, slow.entries));
            expect(result.histogram).toEqual(slowHistogram(parsed.query, found, slow.entries, page.buckets));
          }
        },
      ),
      { numRuns: 150 },
    );
  }, 120_000);
});

function byBundle(plain: readonly PlainBundle[], found: readonly PlainEntry[], all: readonly PlainEntry[]) {
  const countOf = (entries: readonly PlainEntry[], of: PlainBundle) =>
    entries.filter((each) => each.bundle === of).length;
  return plain.map((each) => ({
    bundleId: each.bundleId,
    total: countOf(found, each),
    searched: countOf(all, each),
  }));
}
