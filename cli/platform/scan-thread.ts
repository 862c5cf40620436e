import { parentPort } from 'node:worker_threads';
import { type PooledScan, readScanJob, type ScanJob } from '../../shared/bundle/scan-pool.ts';
import type { ThreadAnswer } from '../../shared/bundle/thread-queue.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { batchDigestsOf } from '../../shared/crypto/batch-digests.ts';
import { nodeDigests } from './digests.ts';

/** What comes back from a thread: one answer for each `ScanJob`, in order. */
export type FromScanThread = ThreadAnswer<PooledScan<null>>;

/** Reads the segments that the main thread sends, until it ends this one. */
export function serveScanJobs(): void {
  const digests = batchDigestsOf(nodeDigests);
  parentPort?.on('message', (job: ScanJob) => {
    // Bad evidence is an answer; whatever is thrown ends the thread, and the main thread hears of it.
    const answer: FromScanThread = { kind: 'done', value: readScanJob(job, { limits, digests }) };
    parentPort?.postMessage(answer, [job.bytes.buffer]);
  });
}
