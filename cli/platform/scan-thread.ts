import { parentPort } from 'node:worker_threads';
import { runScanJob, type ScanJob } from '../../shared/bundle/scan-pool.ts';
import type { SegmentScan } from '../../shared/bundle/segment-scan.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { batchDigestsOf } from '../../shared/crypto/batch-digests.ts';
import { nodeDigests } from './digests.ts';

/** What goes to a thread, and what comes back: one answer for each job, in order. */
export type ToScanThread = ScanJob;
export interface FromScanThread {
  readonly scan: SegmentScan;
  readonly memory: ArrayBuffer;
}

/** Reads the segments that the main thread sends, until it ends this one. */
export function serveScanJobs(): void {
  const digests = batchDigestsOf(nodeDigests);
  parentPort?.on('message', (job: ToScanThread) => {
    const { scan } = runScanJob(job, { limits, digests, sink: null });
    const answer: FromScanThread = { scan, memory: job.bytes.buffer };
    parentPort?.postMessage(answer, [answer.memory]);
  });
}
