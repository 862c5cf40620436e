import type { Worker } from 'node:worker_threads';
import type { PooledScan, ScanJob, ScanPool } from '../../shared/bundle/scan-pool.ts';
import { createThreadQueue } from '../../shared/bundle/thread-queue.ts';
import type { FromScanThread } from './scan-thread.ts';

/** A pool of threads of Node, which says of each that it ended, however it did. */
export function createThreadPool(startWorker: () => Worker, width: number): ScanPool<null> {
  const queue = createThreadQueue<ScanJob, PooledScan<null>>({
    width,
    watch: null,
    startThread({ answered, ended }) {
      const worker = startWorker();
      worker.on('message', (answer: FromScanThread) => answered(answer));
      worker.on('error', (error) => ended(String(error)));
      worker.on('messageerror', () => ended('its answer could not be read.'));
      worker.on('exit', (code) => ended(`it left with exit code ${code}.`));
      return {
        send: (job) => worker.postMessage(job, [job.bytes.buffer]),
        end: () => void worker.terminate(),
      };
    },
  });
  return { width, scan: queue.run, end: queue.end };
}
