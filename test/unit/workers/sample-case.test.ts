import { expect, test } from 'vitest';
import { createComputer } from './worker-bench.ts';

test('the sample case shows a verified bundle beside a broken one, and the same case after a restart', async () => {
  const computer = createComputer();
  const view = await (await computer.startWorker()).request('openSampleCase', {});
  expect(view.case.kind).toBe('sample');
  expect(view.bundles.map(({ verdict }) => verdict.headline)).toEqual(['VERIFIED', 'BROKEN']);

  const worker = await computer.startWorker();
  const reopened = await worker.request('openSampleCase', {});
  expect(reopened.case.caseId).toBe(view.case.caseId);
  expect(reopened.bundles.map(({ verdict }) => verdict.headline)).toEqual(['VERIFIED', 'BROKEN']);
  expect(await worker.request('listCases', {})).toHaveLength(1);

  // Everybody has its keys: a head under one of them proves nothing to anybody.
  expect(reopened.heads).toEqual([]);
  expect(await worker.context.database.heads.count()).toBe(0);
}, 60_000);
