import { expect, test } from 'vitest';
import { storeHead } from '../../../renderer/data/head-store.ts';
import { renderCheckpoint } from '../../../shared/chain/checkpoint.ts';
import { renderSignedNote } from '../../../shared/crypto/signed-note.ts';
import { logKey, origin, sealSmall } from '../../support/bundle-builder.ts';
import { importPinned, verdictOf } from './trust-bench.ts';
import { createComputer } from './worker-bench.ts';

test('a log with many remembered heads is judged by all of them, and by the same ones a second time', async () => {
  const worker = await createComputer().startWorker();
  const { caseId } = await importPinned(worker, (await sealSmall({ entries: 8 })).members);
  for (let size = 101; size <= 160; size++) {
    const root = new Uint8Array(32).fill(size);
    const note = renderSignedNote(renderCheckpoint({ origin, size, root }), [
      { name: origin, secretKey: logKey },
    ]);
    const sighting = { firstSeenAt: 1, delivery: '00'.repeat(32), fileName: `${size}.evb.zip` };
    await storeHead(worker.context.database, caseId, { origin, size, root, note, ...sighting });
  }
  const view = await worker.request('openCase', { caseId });
  const again = await worker.request('openCase', { caseId });
  expect(verdictOf(view).headline).toBe('CONFLICT');
  const rollback = verdictOf(view).results.find(({ code }) => code === 'rollback');
  expect(rollback?.expected).toContain('size 160');
  expect(view.heads.filter(({ isCounted }) => isCounted)).toHaveLength(61);
  expect(verdictOf(again)).toEqual(verdictOf(view));
});
