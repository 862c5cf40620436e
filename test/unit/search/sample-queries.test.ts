import { describe, expect, it } from 'vitest';
import { itemAt } from '../../../shared/bytes/element-at.ts';
import type { HitSort } from '../../../shared/contract/search-protocol.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import { makeSampleMembers, type SampleName } from '../../../shared/samples/sample-bundles.ts';
import { accessMapping } from '../../../shared/samples/sample-event.ts';
import { burst } from '../../../shared/samples/story-burst.ts';
import { nightExport } from '../../../shared/samples/story-export.ts';
import { answerSearch } from '../../../shared/search/answer-search.ts';
import { patientCall, searcherOf } from '../../support/built-source.ts';
import { slowHistogram } from '../../support/slow-histogram.ts';
import type { PlainBundle } from '../../support/slow-lines.ts';
import { SlowSearch } from '../../support/slow-search.ts';
import { queriesThatFind, queriesThatFindAll, queriesThatFindNothing } from './sample-queries.ts';

const odd = [`#withheld ${'ab'.repeat(32)}`, 'not an entry', '{"a":1,"a":2}', ''];

/** Every story and a part of the routine: each line of a log, parsed for each question, would take minutes. */
async function thinned(name: SampleName, keep: number): Promise<PlainBundle> {
  const members = await makeSampleMembers(name);
  const segments = [...members].filter(([path]) => path.startsWith('data/segments/')).toSorted();
  const lines = segments.map(([, bytes]) =>
    Buffer.from(bytes)
      .toString()
      .split('\n')
      .filter((line) => line !== ''),
  );
  const isStory = (line: string) =>
    line.includes(burst.address) ||
    line.includes(nightExport.actor) ||
    /reason|setting\.change|object\.list/.test(line);
  const kept = lines.map((texts) => texts.filter((line, index) => isStory(line) || index % keep === 0));
  return {
    bundleId: name,
    fileSha256: name.length.toString().padStart(64, '0'),
    mapping: accessMapping,
    segments: [...kept, odd],
    damaged: [3, 500],
  };
}

const bundles = [await thinned('good', 24), await thinned('tampered-inserted', 96)];
const slow = new SlowSearch(bundles);
const searcher = searcherOf(bundles);

/** Few values and many, one a line and none, numbers, and two paths at once. */
const facetFields = ['action', 'outcome', 'actor', 'address', 'reason', 'rows', 'type'];
const sorts: readonly HitSort[] = [
  { by: 'time', isDescending: true },
  { by: 'actor', isDescending: false },
  { by: 'rows', isDescending: true },
  { by: 'log', isDescending: true },
  { by: 'id', isDescending: false },
];

async function totalAndRows(query: string, sort: HitSort = { by: 'time', isDescending: true }) {
  const parsed = parseQuery(query);
  if (parsed.kind !== 'query') throw new Error(`${query}: ${parsed.error.message}`);
  const answer = await answerSearch(
    searcher,
    {
      caseId: 'case',
      bundleIds: [],
      query,
      sort,
      fields: [],
      facets: facetFields.map((field) => ({ field, count: 4, containing: null })),
      buckets: 50,
      rows: { first: 0, count: 20 },
    },
    patientCall,
  );
  if (answer.kind !== 'result') throw new Error(JSON.stringify(answer));
  return { parsed, answer };
}

async function holdToPlainWay(query: string, number: number): Promise<number> {
  const sort = itemAt(sorts, number % sorts.length);
  const { parsed, answer } = await totalAndRows(query, sort);
  const found = slow.find(parsed.query);
  expect({ query, total: answer.total }).toEqual({ query, total: found.length });
  const rows = slow.sorted(found, sort).slice(0, 20);
  expect(answer.rows.map(({ bundleId, ordinal }) => [bundleId, ordinal])).toEqual(
    rows.map(({ bundle, row }) => [bundle.bundleId, row.ordinal]),
  );
  // All of them for each question would take minutes.
  const place = number % facetFields.length;
  expect(answer.facets[place]).toEqual(slow.facet(found, itemAt(facetFields, place), 4, null));
  expect(answer.histogram).toEqual(slowHistogram(parsed.query, found, slow.entries, 50));
  return answer.total;
}

describe('Questions about the sample company', () => {
  it('are as many as were promised', () => {
    const all = [...queriesThatFind, ...queriesThatFindNothing, ...queriesThatFindAll];
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(200);
  });

  it('find what going through every line finds: some lines, and not all', async () => {
    for (const [number, query] of queriesThatFind.entries()) {
      const total = await holdToPlainWay(query, number);
      expect({ query, isSome: total > 0 && total < slow.entries.length }).toEqual({ query, isSome: true });
    }
  }, 120_000);

  it('find nothing where no line answers', async () => {
    for (const [number, query] of queriesThatFindNothing.entries()) {
      expect({ query, total: await holdToPlainWay(query, number) }).toEqual({ query, total: 0 });
    }
  }, 60_000);

  it('find every line where every line answers', async () => {
    for (const [number, query] of queriesThatFindAll.entries()) {
      expect({ query, total: await holdToPlainWay(query, number) }).toEqual({
        query,
        total: slow.entries.length,
      });
    }
  }, 60_000);

  it('find the stories with the numbers that the sample states of itself', async () => {
    const totalOf = async (query: string) => {
      const { answer } = await totalAndRows(query);
      return answer.byBundle.find(({ bundleId }) => bundleId === 'good')?.total;
    };
    expect(await totalOf(`address=${burst.address} outcome=failure`)).toBe(burst.failures);
    expect(await totalOf(`actor=${nightExport.actor} rows>=${nightExport.rows}`)).toBe(1);
    expect(await totalOf('rows>60000')).toBe(1);
  });

  it('name the same event in both bundles of one log', async () => {
    const { answer } = await totalAndRows(`rows=${nightExport.rows}`);
    const [one, other] = answer.rows;
    expect(one?.alsoIn).toEqual([{ bundleId: other?.bundleId, ordinal: other?.ordinal }]);
    expect(other?.alsoIn).toEqual([{ bundleId: one?.bundleId, ordinal: one?.ordinal }]);
  });
});
