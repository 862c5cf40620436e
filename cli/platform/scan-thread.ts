import { parentPort } from 'node:worker_threads';
import { type PooledScan, readScanJob, type ScanJob } from '../../shared/bundle/scan-pool.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { batchDigestsOf } from '../../shared/crypto/batch-digests.ts';
import { nodeDigests } from './digests.ts';

/** What goes to a thread, and what comes back: one answer for each job, in order. */
export type ToScanThread = ScanJob;
export type FromScanThread = PooledScan<null>;

/** Reads the segments that the main thread sends, until it ends this one. */
export function serveScanJobs(): void {
  const digests = batchDigestsOf(nodeDigests);
  parentPort?.on('message', (job: ToScanThread) => {
    const answer: FromScanThread = readScanJob(job, { limits, digests });
    parentPort?.postMessage(answer, [job.bytes.buffer]);
  });
}
