import { expect, test, vi } from 'vitest';
import { createLocalIndexing } from '../../../renderer/workers/index-threads.ts';
import { warmUp } from '../../../renderer/workers/warm-up.ts';
import { workerCrc32 } from '../../../renderer/workers/worker-crc32.ts';
import { workerDigests } from '../../../renderer/workers/worker-digests.ts';
import { workerSegmentReader } from '../../../renderer/workers/worker-segment-reader.ts';

test('what lets the kernels run is what they read in an import: lines that need no second look', async () => {
  const scanIntoParts = vi.fn(workerSegmentReader.scanIntoParts);
  const indexThreads = createLocalIndexing({ ...workerSegmentReader, scanIntoParts }, 1);
  await warmUp({ indexThreads, digests: workerDigests, crc32: workerCrc32 });
  expect(scanIntoParts).toHaveBeenCalledOnce();
  const read = scanIntoParts.mock.results[0]?.value;
  expect(read?.scanned.lines).toBe(4_000);
  expect(read?.parts.length).toBeGreaterThan(0);
});
