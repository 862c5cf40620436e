import { describe, expect, test, vi } from 'vitest';
import type { BundleRow } from '../../../renderer/data/stored-rows.ts';
import { IndexLoading } from '../../../renderer/workers/index-loading.ts';
import type { Progress } from '../../../shared/contract/case-protocol.ts';
import type { SearchRequest } from '../../../shared/contract/search-protocol.ts';
import { sealSmall, smallZip, zipOf } from './small-bundle.ts';
import { createComputer, fileOf, type TestWorker } from './worker-bench.ts';

/** What the window asks first: rows, and nothing that is counted. */
function everyLine(caseId: string, bundleId: string, more: Partial<SearchRequest> = {}): SearchRequest {
  return {
    ...{ caseId, bundleIds: [bundleId], query: '', fields: [], facets: [], buckets: 0 },
    sort: { by: 'log', isDescending: false },
    rows: { first: 0, count: 128 },
    ...more,
  };
}

async function rowOf(worker: TestWorker, bundleId: string): Promise<BundleRow> {
  const row = await worker.context.database.bundles.get(bundleId);
  if (row === undefined) throw new Error('there is no bundle');
  return row;
}

/** Ten lines in segments of three, so that four parts hold them. */
async function reopenedInParts() {
  const computer = createComputer();
  const { members } = await sealSmall({ entries: 10, segmentLines: 3 });
  const { bundleId, view } = await (await computer.startWorker()).request('importBundle', {
    caseId: null,
    source: fileOf(await zipOf(members)),
  });
  return { computer, worker: await computer.startWorker(), bundleId, caseId: view.case.caseId };
}

/** Four lines, of which one was changed before they were delivered. */
async function reopenedWithDamage() {
  const computer = createComputer();
  const { members } = await sealSmall({ entries: 4 });
  const path = 'data/segments/000000000000.ndjson';
  const text = Buffer.from(members.get(path) ?? []).toString();
  const altered = new Map(members).set(path, Buffer.from(text.replace('"u-2"', '"u-9"')));
  const { bundleId, view } = await (await computer.startWorker()).request('importBundle', {
    caseId: null,
    source: fileOf(await zipOf(altered)),
  });
  return { computer, worker: await computer.startWorker(), bundleId, caseId: view.case.caseId };
}

/** The same questions to a worker that has not loaded the index, and once more when it has. */
async function bothAnswers(worker: TestWorker, caseId: string, bundleId: string) {
  const row = await rowOf(worker, bundleId);
  const total = row.segments.reduce((sum, { lines }) => sum + lines, 0);
  const firsts = [0, 1, 2, total >> 1, total - 1, total];
  const windows = [
    ...firsts.flatMap((first) => [0, 1, 4].map((count) => ({ first, count }))),
    { first: 0, count: 5_000 },
  ];
  const ask = async () => {
    const answers: unknown[] = [];
    for (const isDescending of [false, true]) {
      const order = everyLine(caseId, bundleId, { sort: { by: 'log', isDescending } });
      for (const rows of windows) {
        const answer = await worker.request('search', { ...order, rows });
        answers.push({ ...answer, tookMillis: 0 });
        answers.push(await worker.request('listHits', { ...order, ...rows }));
      }
      for (const ordinal of [-1, 0, 1, total - 1, total]) {
        const inBundle = { kind: 'line', bundleId, ordinal } as const;
        answers.push(await worker.request('findHit', { ...order, target: inBundle }));
      }
      const elsewhere = { kind: 'line', bundleId: 'another', ordinal: 0 } as const;
      answers.push(await worker.request('findHit', { ...order, target: elsewhere }));
      answers.push(await worker.request('findHit', { ...order, target: { kind: 'time', time: 0 } }));
    }
    return answers;
  };
  const without = await ask();
  const wasHeld = worker.context.search.isHeld(row);
  await worker.request('search', everyLine(caseId, bundleId, { buckets: 10 }));
  expect(worker.context.search.isHeld(row)).toBe(true);
  return { without, wasHeld, held: await ask() };
}

describe('every line in the order of the log', () => {
  test('is answered without the index as with it, for every bundle of the sample company', async () => {
    const computer = createComputer();
    const checked = await computer.startWorker();
    const view = await checked.request('openSampleCase', {});
    const unchecked = await computer.startWorker();
    for (const { bundleId } of view.bundles) {
      for (const worker of [unchecked, checked]) {
        const { without, wasHeld, held } = await bothAnswers(worker, view.case.caseId, bundleId);
        expect(wasHeld).toBe(false);
        expect(without).toEqual(held);
      }
    }
  }, 180_000);

  test('has the lines that a check names damaged, as with the index', async () => {
    const { worker, caseId, bundleId } = await reopenedWithDamage();
    await worker.request('openCase', { caseId });
    const { without, wasHeld, held } = await bothAnswers(worker, caseId, bundleId);
    expect(wasHeld).toBe(false);
    expect(without).toEqual(held);
    expect(JSON.stringify(without)).toContain('"isDamaged":true');
  });

  test('is answered across the parts that hold it, in both directions', async () => {
    const { worker, caseId, bundleId } = await reopenedInParts();
    const { without, wasHeld, held } = await bothAnswers(worker, caseId, bundleId);
    expect(wasHeld).toBe(false);
    expect(without).toEqual(held);
    const rows = await worker.request('listHits', {
      ...everyLine(caseId, bundleId, { sort: { by: 'log', isDescending: true } }),
      ...{ first: 1, count: 5 },
    });
    expect(rows.map(({ ordinal, seq }) => [ordinal, seq])).toEqual([8, 7, 6, 5, 4].map((at) => [at, at]));
  });

  test('reads no part but those that hold the rows', async () => {
    const { worker, caseId, bundleId } = await reopenedInParts();
    const part = vi.spyOn(worker.context.lines, 'part');
    const rows = await worker.request('listHits', { ...everyLine(caseId, bundleId), first: 4, count: 4 });
    expect(rows.map(({ ordinal }) => ordinal)).toEqual([4, 5, 6, 7]);
    expect(part.mock.calls.map(([, { segment }]) => segment)).toEqual([1, 2]);
    expect(worker.context.search.isHeld(await rowOf(worker, bundleId))).toBe(false);
  });

  test.each<[string, Partial<SearchRequest>]>([
    ['a query', { query: 'u-1' }],
    ['the order of time', { sort: { by: 'time', isDescending: false } }],
    ['a further field', { fields: ['actor.email'] }],
    ['a facet', { facets: [{ field: 'actor', count: 5, containing: null }] }],
    ['bars over time', { buckets: 5 }],
  ])('takes the index for %s', async (_, more) => {
    const { worker, caseId, bundleId } = await reopenedInParts();
    await worker.request('search', everyLine(caseId, bundleId, more));
    expect(worker.context.search.isHeld(await rowOf(worker, bundleId))).toBe(true);
  });

  test('takes the index where a second bundle may have the same event', async () => {
    const { worker, caseId, bundleId } = await reopenedInParts();
    await worker.request('importBundle', { caseId, source: fileOf(await smallZip({ entries: 2 })) });
    const both = everyLine(caseId, bundleId, { bundleIds: [] });
    expect(await worker.request('search', both)).toMatchObject({ kind: 'result', total: 12 });
    expect(worker.context.search.isHeld(await rowOf(worker, bundleId))).toBe(true);
  });

  test('is not made from a copy that the check has found altered', async () => {
    const { worker, caseId, bundleId } = await reopenedInParts();
    await worker.context.database.parts
      .toCollection()
      .modify((part) => void part.columns.actor.ids.fill(3, 0, 3));
    await worker.request('openCase', { caseId });
    const answer = await worker.request('search', everyLine(caseId, bundleId));
    expect(answer).toMatchObject({ total: 0, searched: 0, notes: [{ kind: 'altered-left-out' }] });
  });

  test.each<[string, (parts: TestWorker['context']['database']['parts'], id: string) => Promise<unknown>]>([
    ['is gone', (parts, id) => parts.delete([id, 0, 0])],
    ['is of another segment', (parts, id) => parts.update([id, 0, 0], { member: 'data/segments/x' })],
    ['has no readings', (parts, id) => parts.update([id, 0, 0], { reading: new Uint8Array(0) })],
  ])('is refused as altered, and as no fault of the program, where a stored part %s', async (_, spoil) => {
    const { worker, caseId, bundleId } = await reopenedInParts();
    await spoil(worker.context.database.parts, bundleId);
    await expect(worker.request('search', everyLine(caseId, bundleId))).rejects.toMatchObject({
      code: 'copy-altered',
    });
  });

  test('read while the check ends is read once more, so that a line it names is not shown as sound', async () => {
    const { computer, worker, caseId, bundleId } = await reopenedWithDamage();
    const { lines, opened } = worker.context;
    const part = lines.part.bind(lines);
    const row = await rowOf(worker, bundleId);
    const checked = await computer.startWorker();
    await checked.request('openCase', { caseId });
    const known = checked.context.opened.known(row);
    if (known === null) throw new Error('the check found nothing');
    vi.spyOn(lines, 'part').mockImplementationOnce(async (of, place) => {
      const found = await part(of, place);
      opened.keep(bundleId, known);
      return found;
    });
    const answer = await worker.request('search', everyLine(caseId, bundleId));
    if (answer.kind !== 'result') throw new Error(answer.kind);
    expect(answer.rows.some(({ isDamaged }) => isDamaged)).toBe(true);
    expect(answer.notes).toEqual([]);
  });
});

test('whoever waits for an index hears how much of it is loaded, up to all of it', async () => {
  const { worker, caseId, bundleId } = await reopenedInParts();
  const { database } = worker.context;
  const row = await rowOf(worker, bundleId);
  const reports: Omit<Progress, 'rate'>[] = [];
  const loading = new IndexLoading();
  let parts = 0;
  await loading.toldTo({ report: (progress) => reports.push(progress) }, () =>
    loading.parts(database, row, async () => void parts++),
  );
  expect(parts).toBe(4);
  const bytesTotal = row.storedBytes - row.receipt.fileBytes;
  expect(reports.map(({ stage }) => stage)).toEqual(Array(4).fill('loading-index'));
  expect(reports.map((report) => report.bytesTotal)).toEqual(Array(4).fill(bytesTotal));
  expect(reports.at(-1)?.bytesDone).toBe(bytesTotal);

  const told: Progress[] = [];
  const onProgress = (progress: Progress) => told.push(progress);
  await worker.request('search', everyLine(caseId, bundleId, { buckets: 5 }), { onProgress });
  expect(told[0]).toMatchObject({ stage: 'loading-index', bytesTotal });
});
