import { describe, expect, test } from 'vitest';
import type { EntityOrder } from '../../../shared/contract/entity-protocol.ts';
import type { CompareRequest } from '../../../shared/contract/search-protocol.ts';
import { smallZip } from './small-bundle.ts';
import { createComputer, fileOf, type TestWorker } from './worker-bench.ts';

async function importSmall(worker: TestWorker, entries: number, caseId: string | null = null) {
  const { bundleId, view } = await worker.request('importBundle', {
    caseId,
    source: fileOf(await smallZip({ entries })),
  });
  return { bundleId, caseId: view.case.caseId };
}

function orderOf(caseId: string, more: Partial<EntityOrder> = {}): EntityOrder {
  const subject = { field: 'actor', text: 'u-1' } as const;
  return { caseId, bundleIds: [], subject, joins: [], listed: 10, buckets: 20, ...more };
}

describe('an entity in the worker', () => {
  test('is described as the search counts it, in one bundle and in all of the case', async () => {
    const worker = await createComputer().startWorker();
    const { caseId, bundleId } = await importSmall(worker, 10);
    const found = await worker.request('describeEntity', orderOf(caseId));
    const search = await worker.request('search', {
      ...{ caseId, bundleIds: [], query: 'actor=u-1', sort: { by: 'time', isDescending: false } },
      ...{ fields: [], facets: [], buckets: 20, rows: { first: 0, count: 50 } },
    });
    if (search.kind !== 'result') throw new Error(search.kind);
    expect(found.total).toBe(search.total);
    expect(found.total).toBeGreaterThan(0);
    expect(found.histogram).toEqual(search.histogram);
    expect(found.first?.ordinal).toBe(search.rows[0]?.ordinal);
    expect(found.last?.ordinal).toBe(search.rows.at(-1)?.ordinal);
    expect(found.byBundle).toEqual([{ bundleId, total: search.total }]);
    expect(found.notes).toEqual([]);
  });

  test('is said to come from a copy that nobody has compared, in the run after', async () => {
    const computer = createComputer();
    const { caseId } = await importSmall(await computer.startWorker(), 6);
    const again = await computer.startWorker();
    const { notes, total } = await again.request('describeEntity', orderOf(caseId));
    expect(total).toBeGreaterThan(0);
    expect(notes.map(({ kind }) => kind)).toEqual(['unchecked']);
  });

  test('lists as many values as a page may have, however many are asked for', async () => {
    const worker = await createComputer().startWorker();
    const { caseId } = await importSmall(worker, 6);
    const none = await worker.request('describeEntity', orderOf(caseId, { listed: 0 }));
    expect(none.touched.every(({ values }) => values.length <= 1)).toBe(true);
  });
});

describe('a comparison in the worker', () => {
  const requestOf = (caseId: string, left: string, right: string): CompareRequest => ({
    ...{ caseId, fields: ['actor'], listed: 10 },
    left: { bundleIds: [], query: left },
    right: { bundleIds: [], query: right },
  });

  test('counts each side by its own query, and says how many lines were looked at', async () => {
    const worker = await createComputer().startWorker();
    const { caseId } = await importSmall(worker, 10);
    const answer = await worker.request('compareResults', requestOf(caseId, 'seq<5', 'seq>=5'));
    if (answer.kind !== 'compared') throw new Error(answer.kind);
    expect(answer.totals).toEqual({ left: 5, right: 5 });
    expect(answer.searched).toEqual({ left: 10, right: 10 });
    const [actor] = answer.fields;
    const lines = actor?.both.values.reduce((sum, { left }) => sum + left, 0) ?? 0;
    expect(lines + (actor?.onlyLeft.values.reduce((sum, { left }) => sum + left, 0) ?? 0)).toBe(5);
  });

  test('says which side has a query that cannot be read', async () => {
    const worker = await createComputer().startWorker();
    const { caseId } = await importSmall(worker, 4);
    expect(await worker.request('compareResults', requestOf(caseId, 'seq<2', '(actor'))).toMatchObject({
      kind: 'invalid',
      side: 'right',
      error: { suggestion: '(actor)' },
    });
  });

  test('says once what is to be known of a bundle that both sides search', async () => {
    const computer = createComputer();
    const { caseId } = await importSmall(await computer.startWorker(), 6);
    const again = await computer.startWorker();
    const answer = await again.request('compareResults', requestOf(caseId, '', 'seq<2'));
    expect(answer.kind === 'compared' ? answer.notes.map(({ kind }) => kind) : answer.kind).toEqual([
      'unchecked',
    ]);
  });
});
