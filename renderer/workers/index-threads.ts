import type { EventMapping } from '../../shared/adapters/read-event.ts';
import type { PooledScan, ScanPool } from '../../shared/bundle/scan-pool.ts';
import { BugError } from '../../shared/bytes/errors.ts';
import type { BatchDigests } from '../../shared/crypto/batch-digests.ts';
import type { IndexPart } from '../../shared/index/index-part.ts';
import { type IndexJob, memoryOf, runIndexJob } from './index-job.ts';

/** Threads that read and index segments, for one bundle after the other. */
export interface IndexThreads {
  /** See `TextTableBuilder`. */
  readonly seed: number;
  /** Starts the threads before they are needed: they load their program while the container is being looked at. */
  start(): void;
  /** For a bundle with this mapping. */
  poolFor(mapping: EventMapping): ScanPool<readonly IndexPart[]>;
}

type Answer =
  | { readonly kind: 'done'; readonly value: PooledScan<readonly IndexPart[]> }
  | { readonly kind: 'failed'; readonly message: string };

/** The part of the platform's `Worker` that is used. */
interface ThreadEnd<Sent, Received> {
  postMessage(message: Sent, transfer: ArrayBuffer[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: Received }) => void): void;
}

export interface Thread extends ThreadEnd<IndexJob, Answer> {
  addEventListener(type: 'message', listener: (event: { readonly data: Answer }) => void): void;
  addEventListener(
    type: 'error' | 'messageerror',
    listener: (event: { readonly message?: string }) => void,
  ): void;
  terminate(): void;
}

/**
 * Threads are started when they are first needed, and stay: a person opens one bundle after the other. The jobs of a
 * thread that ends are refused, since their bytes went with it, and the next job starts another in its place.
 */
export function createIndexThreads(startThread: () => Thread, width: number, seed: number): IndexThreads {
  let threads: readonly ThreadQueue[] = [];
  function freeThread(): ThreadQueue {
    const idle = threads.find(({ waiting }) => waiting === 0);
    if (idle !== undefined) return idle;
    return threads.length === width ? leastBusy(threads) : addThread();
  }
  function addThread(): ThreadQueue {
    const started: ThreadQueue = new ThreadQueue(startThread(), () => {
      threads = threads.filter((thread) => thread !== started);
    });
    threads = [...threads, started];
    return started;
  }
  return {
    seed,
    start() {
      while (threads.length < width) addThread();
    },
    poolFor: (mapping) => ({
      width,
      scan: (job) => freeThread().run({ ...job, mapping, seed }),
      // A job takes a fraction of a second, so one that nobody waits for any more is left to end.
      end() {},
    }),
  };
}

/** Where there are no threads: each segment is read here and now. */
export function createLocalIndexing(digests: BatchDigests, seed: number): IndexThreads {
  return {
    seed,
    start() {},
    poolFor: (mapping) => ({
      width: 1,
      scan: (job) => runIndexJob({ ...job, mapping, seed }, digests),
      end() {},
    }),
  };
}

/** What a thread does: one answer for each job, in order. */
export function serveIndexJobs(coordinator: ThreadEnd<Answer, IndexJob>, digests: BatchDigests): void {
  let last: Promise<unknown> = Promise.resolve();
  coordinator.addEventListener('message', ({ data }) => {
    last = last.then(async () => {
      try {
        const value = await runIndexJob(data, digests);
        coordinator.postMessage({ kind: 'done', value }, [
          ...memoryOf(value.read?.made ?? []),
          data.bytes.buffer,
        ]);
      } catch (thrown) {
        // Bad evidence is an answer; whatever is thrown is our own mistake, or there is no memory left.
        coordinator.postMessage({ kind: 'failed', message: String(thrown) }, []);
      }
    });
  });
}

function leastBusy(threads: readonly ThreadQueue[]): ThreadQueue {
  return threads.reduce((least, thread) => (thread.waiting < least.waiting ? thread : least));
}

interface WaitingJob {
  resolve(value: PooledScan<readonly IndexPart[]>): void;
  reject(error: unknown): void;
}

class ThreadQueue {
  private readonly thread: Thread;
  private readonly jobs: WaitingJob[] = [];

  constructor(thread: Thread, onEnd: () => void) {
    this.thread = thread;
    thread.addEventListener('message', ({ data }) => {
      const job = this.jobs.shift();
      if (data.kind === 'done') job?.resolve(data.value);
      else job?.reject(new BugError(`A reading thread failed: ${data.message}`));
    });
    const end = (reason: string) => {
      onEnd();
      // It may be alive after an error that nobody caught; then its answers would no longer belong to the jobs.
      thread.terminate();
      for (const job of this.jobs.splice(0)) job.reject(new BugError(`A reading thread ended: ${reason}`));
    };
    thread.addEventListener('error', ({ message }) => end(message || 'it could not be started.'));
    thread.addEventListener('messageerror', () => end('its answer could not be read.'));
  }

  get waiting(): number {
    return this.jobs.length;
  }

  run(job: IndexJob): Promise<PooledScan<readonly IndexPart[]>> {
    return new Promise((resolve, reject) => {
      // First the message: a job that cannot be sent waits for no answer.
      this.thread.postMessage(job, [job.bytes.buffer]);
      this.jobs.push({ resolve, reject });
    });
  }
}
