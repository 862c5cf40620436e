import type { PooledScan } from '../../shared/bundle/scan-pool.ts';
import { createThreadQueue, type ThreadAnswer, type ThreadWatch } from '../../shared/bundle/thread-queue.ts';
import type { IndexPart } from '../../shared/index/index-part.ts';
import type { IndexJob, SegmentReader } from '../../shared/index/index-segment.ts';
import type { SegmentIndexing } from '../../shared/index/observe-into-parts.ts';
import { memoryOf, runIndexJob } from './index-job.ts';

/** Threads that read and index segments, for one bundle after the other. */
export interface IndexThreads extends SegmentIndexing {
  /** Starts the threads before they are needed: they load their program while the container is being looked at. */
  start(): void;
}

type Answer = ThreadAnswer<PooledScan<readonly IndexPart[]>>;

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
 * Threads are started when they are first needed, and stay: a person opens one bundle after the other. A thread that
 * runs out of memory may end without a word, so they are watched.
 */
export function createIndexThreads(
  startThread: () => Thread,
  width: number,
  seed: number,
  watch: ThreadWatch,
): IndexThreads {
  const queue = createThreadQueue<IndexJob, PooledScan<readonly IndexPart[]>>({
    width,
    watch,
    startThread({ answered, ended }) {
      const thread = startThread();
      thread.addEventListener('message', ({ data }) => answered(data));
      thread.addEventListener('error', ({ message }) => ended(message || 'it could not be started.'));
      thread.addEventListener('messageerror', () => ended('its answer could not be read.'));
      return {
        send: (job) => thread.postMessage(job, [job.bytes.buffer]),
        end: () => thread.terminate(),
      };
    },
  });
  return {
    seed,
    start: queue.start,
    poolFor: (mapping) => ({
      width,
      scan: (job) => queue.run({ ...job, mapping, seed }),
      // A job takes a fraction of a second, so one that nobody waits for any more is left to end.
      end() {},
    }),
  };
}

/** Where there are no threads: each segment is read here and now. */
export function createLocalIndexing(reader: SegmentReader, seed: number): IndexThreads {
  return {
    seed,
    start() {},
    poolFor: (mapping) => ({
      width: 1,
      scan: (job) => runIndexJob({ ...job, mapping, seed }, reader),
      end() {},
    }),
  };
}

/** What a thread does: one answer for each job, in order. */
export function serveIndexJobs(coordinator: ThreadEnd<Answer, IndexJob>, reader: SegmentReader): void {
  let last: Promise<unknown> = Promise.resolve();
  coordinator.addEventListener('message', ({ data }) => {
    last = last.then(async () => {
      try {
        const value = await runIndexJob(data, reader);
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
