import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import {
  createSerialPool,
  type PooledScan,
  type ScanJob,
  type ScanPool,
} from '../../shared/bundle/scan-pool.ts';
import { limits } from '../../shared/bytes/limits.ts';
import type { ByteCount } from '../../shared/bytes/units.ts';
import { batchDigestsOf } from '../../shared/crypto/batch-digests.ts';
import { nodeDigests } from './digests.ts';
import type { FromScanThread, ToScanThread } from './scan-thread.ts';

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
  return createThreadPool(threads);
}

function createThreadPool(width: number): ScanPool<null> {
  const threads: ScanThread[] = [];
  return {
    width,
    scan(job) {
      const idle = threads.find(({ waiting }) => waiting === 0);
      const free = idle ?? (threads.length < width ? new ScanThread() : leastBusy(threads));
      if (!threads.includes(free)) threads.push(free);
      return free.scan(job);
    },
    end() {
      for (const thread of threads) thread.end();
    },
  };
}

function leastBusy(threads: readonly ScanThread[]): ScanThread {
  return threads.reduce((least, thread) => (thread.waiting < least.waiting ? thread : least));
}

interface WaitingJob {
  resolve(scan: PooledScan<null>): void;
  reject(error: unknown): void;
}

class ScanThread {
  private readonly worker = new Worker(new URL(import.meta.url));
  private readonly jobs: WaitingJob[] = [];

  constructor() {
    this.worker.on('message', (answer: FromScanThread) => this.jobs.shift()?.resolve(answer));
    this.worker.on('error', (error) => {
      for (const job of this.jobs.splice(0)) job.reject(error);
    });
  }

  get waiting(): number {
    return this.jobs.length;
  }

  scan(job: ScanJob): Promise<PooledScan<null>> {
    return new Promise((resolve, reject) => {
      this.jobs.push({ resolve, reject });
      const message: ToScanThread = job;
      this.worker.postMessage(message, [job.bytes.buffer]);
    });
  }

  end(): void {
    void this.worker.terminate();
  }
}
