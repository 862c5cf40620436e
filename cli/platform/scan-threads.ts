import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { createSerialPool, type ScanPool } from '../../shared/bundle/scan-pool.ts';
import { limits } from '../../shared/bytes/limits.ts';
import type { ByteCount } from '../../shared/bytes/units.ts';
import { batchDigestsOf } from '../../shared/crypto/batch-digests.ts';
import { nodeDigests } from './digests.ts';
import { createThreadPool } from './thread-pool.ts';

/** Below this, starting threads takes longer than they save (measured: 40 ms each). */
const worthThreads: ByteCount = 64 * 1024 * 1024;
/** Each thread holds a segment and a half; what they save beyond four, reading the file takes back. */
const mostThreads = 4;

/** Threads for a bundle with so many bytes in segments; for a small one, or in a checkout, none. */
export function openScanPool(segmentBytes: ByteCount): ScanPool<null> {
  const threads = Math.min(mostThreads, availableParallelism());
  // Only the built program is one file that a thread can be started from.
  const isBuilt = import.meta.url.endsWith('.mjs');
  if (!isBuilt || threads < 2 || segmentBytes < worthThreads) {
    return createSerialPool(limits, batchDigestsOf(nodeDigests));
  }
  return createThreadPool(() => new Worker(new URL(import.meta.url)), threads);
}
