import { describe, expect, test } from 'vitest';
import { CancelledError } from '../../../shared/bytes/errors.ts';
import type { HitTarget, SearchRequest, SearchResult } from '../../../shared/contract/search-protocol.ts';
import { sealSmall, smallZip, zipOf } from './small-bundle.ts';
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
    expect(result.histogram?.counts.reduce((sum, count) => sum + count, 0)).toBe(2);
    expect(result.histogram?.searched.reduce((sum, count) => sum + count, 0)).toBe(10);
  });

  test('says where a query cannot be read, before anything is loaded', async () => {
    const worker = await createComputer().startWorker();
    const { caseId } = await importSmall(worker, 3);
    const answer = await worker.request('search', asked(caseId, 'actor:(u-1'));
    expect(answer).toMatchObject({ kind: 'invalid', error: { suggestion: 'actor:(u-1)' } });
  });

  test('brings any page, finds the place of a line and of a time, and more values of a facet', async () => {
    const worker = await createComputer().startWorker();
    const { caseId, bundleId } = await importSmall(worker, 30);
    const order = asked(caseId, 'actor:u-1', { sort: { by: 'time', isDescending: true } });
    const page = await worker.request('listHits', { ...order, first: 8, count: 5 });
    expect(page.map(({ ordinal }) => ordinal)).toEqual([4, 1]);
    const placeOf = (target: HitTarget) => worker.request('findHit', { ...order, target });
    expect(await placeOf({ kind: 'line', bundleId, ordinal: 4 })).toBe(8);
    expect(await placeOf({ kind: 'line', bundleId, ordinal: 5 })).toBeNull();
    expect(await placeOf({ kind: 'line', bundleId: 'another', ordinal: 4 })).toBeNull();
    expect(await placeOf({ kind: 'time', time: Date.UTC(2025, 10, 20, 0, 6) })).toBe(8);
    expect(await placeOf({ kind: 'time', time: Date.UTC(2025, 10, 19) })).toBeNull();
    const facet = await worker.request('listFacet', {
      ...order,
      query: '',
      facet: { field: 'actor', count: 1, containing: 'U-' },
    });
    expect(facet.values).toEqual([{ text: 'u-0', count: 10 }]);
    expect(facet.others).toEqual({ values: 2, lines: 20 });
  });

  test('lists the fields that the lines have, where they lie, and some of their values', async () => {
    const worker = await createComputer().startWorker();
    const { caseId } = await importSmall(worker, 9);
    const fields = await worker.request('listFields', { caseId, bundleIds: [] });
    expect(fields).toEqual([
      { name: 'actor', pointers: ['/actor/id'], lines: 9, examples: ['u-0', 'u-1', 'u-2'] },
      { name: 'action', pointers: ['/action'], lines: 9, examples: ['db.query'] },
      { name: 'target', pointers: ['/target'], lines: 9, examples: ['orders-prod'] },
      { name: 'outcome', pointers: ['/outcome'], lines: 8, examples: ['success'] },
      { name: 'actor.email', pointers: null, lines: 9, examples: [] },
    ]);
  });

  test('has the bundles of a case as one list of lines, in the order in which they are named', async () => {
    const worker = await createComputer().startWorker();
    const first = await importSmall(worker, 4);
    const second = await importSmall(worker, 6, first.caseId);
    const both = await resultOf(
      worker,
      asked(first.caseId, '', { sort: { by: 'log', isDescending: false } }),
    );
    expect(both.byBundle.map(({ bundleId }) => bundleId)).toEqual([first.bundleId, second.bundleId]);
    expect(both.total).toBe(10);
    const other = asked(first.caseId, 'seq:0', { bundleIds: [second.bundleId, first.bundleId, 'gone'] });
    expect((await resultOf(worker, other)).rows.map(({ bundleId }) => bundleId)).toEqual([
      second.bundleId,
      first.bundleId,
    ]);
  });

  test('names a field that no bundle has, and the query that was probably meant', async () => {
    const worker = await createComputer().startWorker();
    const { caseId } = await importSmall(worker, 3);
    const { total, notes } = await resultOf(worker, asked(caseId, 'actr:u-1 -action:x'));
    expect(total).toBe(0);
    expect(notes).toEqual([
      {
        kind: 'unknown-field',
        statement: 'No searched bundle has a field named "actr".',
        suggestion: 'actor:u-1 -action:x',
      },
    ]);
  });

  test('names the same question alike, however it is spelled, and another one otherwise', async () => {
    const worker = await createComputer().startWorker();
    const { caseId } = await importSmall(worker, 3);
    const digestOf = async (query: string) => (await resultOf(worker, asked(caseId, query))).digest;
    expect(await digestOf('actor:u-1 and  target:x')).toBe(
      await digestOf('ACTOR:U-1 target:x'.replace('ACTOR', 'actor')),
    );
    expect(await digestOf('actor:u-2 target:x')).not.toBe(await digestOf('actor:u-1 target:x'));
  });

  test('ends when nobody waits for it any more', async () => {
    const worker = await createComputer().startWorker();
    const { caseId } = await importSmall(worker, 3);
    const stop = new AbortController();
    stop.abort();
    const search = worker.request('search', asked(caseId, 'u-1'), { signal: stop.signal });
    await expect(search).rejects.toThrow(CancelledError);
  });
});

describe('a search that is cancelled while its lines are loaded', () => {
  test('ends at once, and the next one has what it began', async () => {
    const computer = createComputer();
    const { caseId } = await importSmall(await computer.startWorker(), 5);
    const worker = await computer.startWorker();
    const stop = new AbortController();
    const first = worker.request('search', asked(caseId, 'u-1'), { signal: stop.signal });
    const second = resultOf(worker, asked(caseId, 'u-2'));
    stop.abort();
    await expect(first).rejects.toThrow(CancelledError);
    expect((await second).total).toBe(1);
  });
});

describe('a search over stored copies', () => {
  async function reopened(lines = 4) {
    const computer = createComputer();
    const { caseId, bundleId } = await importSmall(await computer.startWorker(), lines);
    return { worker: await computer.startWorker(), caseId, bundleId };
  }

  test('takes part before it was checked, and says so until it is', async () => {
    const { worker, caseId } = await reopened();
    const before = await resultOf(worker, asked(caseId, 'u-1'));
    expect(before.total).toBe(1);
    expect(before.notes).toEqual([
      {
        kind: 'unchecked',
        statement: 'Searched as it is stored, and not compared with its bytes yet: "delivered.evb.zip".',
        suggestion: null,
      },
    ]);
    await worker.request('openCase', { caseId });
    expect((await resultOf(worker, asked(caseId, 'u-1'))).notes).toEqual([]);
  });

  test('is left out and named once the check has found that it was altered', async () => {
    const { worker, caseId } = await reopened();
    await worker.context.database.parts
      .toCollection()
      .modify((part) => void part.columns.actor.ids.fill(3, 0, 4));
    expect((await resultOf(worker, asked(caseId, 'u-0'))).total).toBe(4);
    await worker.request('openCase', { caseId });
    const after = await resultOf(worker, asked(caseId, 'u-0'));
    expect([after.total, after.searched]).toEqual([0, 0]);
    expect(after.notes).toEqual([
      {
        kind: 'altered-left-out',
        statement:
          'Left out, because the copy in the case database was altered: "delivered.evb.zip". Import the delivered file again.',
        suggestion: null,
      },
    ]);
  });

  test('answers nothing from what was held before the check', async () => {
    const { worker, caseId, bundleId } = await reopened();
    const parts = worker.context.database.parts;
    const [stored] = await parts.toArray();
    if (stored === undefined) throw new Error('no part is stored');
    await parts.toCollection().modify((part) => void part.columns.actor.ids.fill(3, 0, 4));
    expect((await resultOf(worker, asked(caseId, 'actor:u-0'))).total).toBe(4);
    await parts.put(stored);
    await worker.request('openCase', { caseId });
    expect(await resultOf(worker, asked(caseId, 'actor:u-0'))).toMatchObject({
      total: 2,
      byBundle: [{ bundleId, total: 2, searched: 4 }],
    });
  });

  test('does not find what is unreadable in an index that nobody has compared, and is no fault of the program', async () => {
    const { worker, caseId } = await reopened();
    await worker.context.database.parts.toCollection().modify((part: { others?: unknown }) => {
      delete part.others;
    });
    await expect(worker.request('search', asked(caseId, 'x'))).rejects.toMatchObject({
      code: 'copy-altered',
    });
  });

  test('finds the lines that a check names', async () => {
    const worker = await createComputer().startWorker();
    const { members } = await sealSmall({ entries: 4 });
    const path = 'data/segments/000000000000.ndjson';
    const text = Buffer.from(members.get(path) ?? []).toString();
    const altered = new Map(members).set(path, Buffer.from(text.replace('"u-2"', '"u-9"')));
    const { view } = await worker.request('importBundle', {
      caseId: null,
      source: fileOf(await zipOf(altered)),
    });
    const result = await resultOf(worker, asked(view.case.caseId, 'is:damaged'));
    // The altered line is found out by the next one, which states what it was.
    const { total, rows } = await resultOf(worker, asked(view.case.caseId, ''));
    expect(result.rows).toEqual(rows.filter(({ isDamaged }) => isDamaged));
    expect(result.total).toBeGreaterThan(0);
    expect(total).toBe(4);
  });

  test('is not searched any more when its case was deleted', async () => {
    const { worker, caseId } = await reopened();
    await resultOf(worker, asked(caseId, ''));
    await worker.request('deleteCase', { caseId });
    expect((await resultOf(worker, asked(caseId, ''))).searched).toBe(0);
  });
});
