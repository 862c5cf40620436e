import { expect, test } from 'vitest';
import { createComputer } from './worker-bench.ts';

test('the sample case shows a verified bundle beside a broken one, and again after a restart', async () => {
  const computer = createComputer();
  const worker = await computer.startWorker();
  const view = await worker.request('openSampleCase', {});
  console.log(view.bundles.map((b) => [b.fileName, b.verdict.headline, b.receipt.entries, b.verdict.results.filter((r) => r.outcome !== 'pass').slice(0, 5)]));
  expect(view.bundles.map(({ verdict }) => verdict.headline)).toEqual(['VERIFIED', 'BROKEN']);
  const again = await computer.startWorker();
  const reopened = await again.request('openSampleCase', {});
  expect(reopened.bundles.map(({ verdict }) => verdict.headline)).toEqual(['VERIFIED', 'BROKEN']);
}, 60_000);
