import { describe, expect, test, vi } from 'vitest';
import type { ForeseenCase } from '../../../renderer/workers/foresee-case.ts';
import { StoredLines } from '../../../renderer/workers/stored-lines.ts';
import { printCaseWorkerName, readCaseWorkerName } from '../../../shared/contract/case-worker-name.ts';
import type { SearchRequest } from '../../../shared/contract/search-protocol.ts';
import { sealSmall, zipOf } from './small-bundle.ts';
import { createComputer, fileOf, type TestWorker } from './worker-bench.ts';

function firstRows(caseId: string, bundleId: string): SearchRequest {
  return {
    ...{ caseId, bundleIds: [bundleId], query: '', fields: [], facets: [], buckets: 0 },
    sort: { by: 'log', isDescending: false },
    rows: { first: 0, count: 128 },
  };
}

async function storedCase() {
  const computer = createComputer();
  const { members } = await sealSmall({ entries: 10, segmentLines: 3 });
  const { bundleId, view } = await (await computer.startWorker()).request('importBundle', {
    caseId: null,
    source: fileOf(await zipOf(members)),
  });
  return { computer, bundleId, caseId: view.case.caseId };
}

/** Everything but what a clock says. */
async function whatIsSeen(worker: TestWorker, caseId: string, bundleId: string) {
  const { judgedAt: _judgedAt, ...view } = await worker.request('previewCase', { caseId });
  const { tookMillis: _took, ...rows } = (await worker.request('search', firstRows(caseId, bundleId))) as {
    readonly tookMillis?: number;
  };
  return { view, rows };
}

describe('A case that the address names', () => {
  test('is read before it is asked for, and answered as any other', async () => {
    const { computer, bundleId, caseId } = await storedCase();
    const plain = await whatIsSeen(await computer.startWorker(), caseId, bundleId);
    for (const named of [bundleId, null, 'no such bundle']) {
      const asked = vi.spyOn(StoredLines.prototype, 'part');
      const worker = await computer.startWorker({}, { caseId, bundleId: named });
      await vi.waitFor(() => expect(asked).toHaveBeenCalledOnce());
      await asked.mock.results[0]?.value;
      asked.mockRestore();
      const loads = vi.spyOn(worker.context.database.parts, 'get');
      expect(await whatIsSeen(worker, caseId, bundleId)).toEqual(plain);
      // The first of four parts was there.
      expect(loads).toHaveBeenCalledTimes(3);
    }
  });

  test.each<ForeseenCase>([
    { caseId: null, bundleId: null },
    { caseId: 'no such case', bundleId: 'no such bundle' },
    { caseId: '__proto__', bundleId: '{"isHosted":true}' },
  ])('is nobody else’s business when it is none: %j', async (foreseen) => {
    const { computer, bundleId, caseId } = await storedCase();
    const worker = await computer.startWorker({}, foreseen);
    const plain = await whatIsSeen(await computer.startWorker(), caseId, bundleId);
    expect(await whatIsSeen(worker, caseId, bundleId)).toEqual(plain);
  });

  test('is not held when it was let go while it was being read', async () => {
    const { computer, bundleId, caseId } = await storedCase();
    const { context } = await computer.startWorker();
    const row = await context.database.bundles.get(bundleId);
    if (row === undefined) throw new Error('there is no bundle');
    const place = { segment: 0, line: 0, firstOrdinal: 0 };
    const loads = vi.spyOn(context.database.parts, 'get');
    const [before, beside] = [context.lines.part(row, place), context.lines.part(row, place)];
    context.lines.forget([bundleId]);
    expect(await before).toEqual(await beside);
    expect(loads).toHaveBeenCalledTimes(1);
    await context.lines.part(row, place);
    expect(loads).toHaveBeenCalledTimes(2);
    expect(caseId).not.toBe('');
  });
});

describe('The name of a case worker', () => {
  test.each([
    { isHosted: false, caseId: null, bundleId: null },
    { isHosted: true, caseId: '{"isHosted":false}', bundleId: 'a b\u2028"\\' },
  ])('says what it was told: %j', (start) => {
    expect(readCaseWorkerName(printCaseWorkerName(start))).toEqual(start);
  });

  test.each(['', 'vouch case worker'])('says nothing where there is nothing: %j', (name) => {
    expect(readCaseWorkerName(name)).toEqual({ isHosted: false, caseId: null, bundleId: null });
  });
});
