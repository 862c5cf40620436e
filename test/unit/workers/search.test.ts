import { describe, expect, test } from 'vitest';
import type { SearchRequest, SearchResult } from '../../../shared/contract/search-protocol.ts';
import { smallZip } from './small-bundle.ts';
import { createComputer, fileOf, type TestWorker } from './worker-bench.ts';

function asked(caseId: string, query: string, more: Partial<SearchRequest> = {}): SearchRequest {
  return {
    caseId,
    bundleIds: [],
    query,
    sort: { by: 'time', isDescending: false },
    fields: [],
    facets: [],
    buckets: 100,
    rows: { first: 0, count: 50 },
    ...more,
  };
}

async function resultOf(worker: TestWorker, request: SearchRequest): Promise<SearchResult> {
  const answer = await worker.request('search', request);
  if (answer.kind !== 'result') throw new Error(JSON.stringify(answer));
  return answer;
}

async function importSmall(worker: TestWorker, entries: number, caseId: string | null = null) {
  const { bundleId, view } = await worker.request('importBundle', {
    caseId,
    source: fileOf(await smallZip({ entries })),
  });
  return { bundleId, caseId: view.case.caseId };
}

describe('a search in the worker', () => {
  test('answers with rows, total, facets and times of the lines that a query finds', async () => {
    const worker = await createComputer().startWorker();
    const { caseId, bundleId } = await importSmall(worker, 10);
    const result = await resultOf(
      worker,
      asked(caseId, 'actor:u-1 target:orders*', {
        fields: ['actor.email'],
        facets: [{ field: 'actor', count: 5, containing: null }],
      }),
    );
    expect(result.total).toBe(2);
    expect(result.searched).toBe(10);
    expect(result.byBundle).toEqual([{ bundleId, total: 2, searched: 10 }]);
    expect(result.rows.map(({ ordinal }) => ordinal)).toEqual([4, 7]);
    expect(result.rows[0]?.further).toEqual([[{ kind: 'withheld' }]]);
    expect(result.facets).toEqual([
      {
        field: 'actor',
        values: [{ text: 'u-1', count: 2 }],
        others: { values: 0, lines: 0 },
        absent: 0,
        empty: 0,
        withheld: 0,
      },
    ]);
    expect(result.notes).toEqual([]);
    expect(result.histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(2);
    expect(result.histogram.searched.reduce((sum, count) => sum + count, 0)).toBe(10);
  });
});
