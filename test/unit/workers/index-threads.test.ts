import { afterEach, describe, expect, test, vi } from 'vitest';
import { indexThreadWatch } from '../../../renderer/workers/index-thread-watch.ts';
import { createIndexThreads, serveIndexJobs, type Thread } from '../../../renderer/workers/index-threads.ts';
import { workerSegmentReader } from '../../../renderer/workers/worker-segment-reader.ts';
import type { ThreadWatch } from '../../../shared/bundle/thread-queue.ts';
import { smallZip } from './small-bundle.ts';
import { countRows, createComputer, emptyDatabase, fileOf } from './worker-bench.ts';

type Listener = (event: { readonly data: never; readonly message?: string }) => void;

/** What a thread does with its job; one that is still reading a large segment has not answered yet. */
type Fate = 'works' | 'throws' | 'cannot start' | 'answers what cannot be read' | 'is still reading';

/** Never steps, unless a test does. */
const noWatch = { everyStep: () => () => {}, mostSteps: 3 };

interface FakeThread extends Thread {
  isTerminated: boolean;
}

/** A thread whose jobs run here, as far as its fate lets them. */
function startFakeThread(fate: Fate): FakeThread {
  const listeners = new Map<string, Listener>();
  const tell = (type: string, event: { readonly data?: unknown; readonly message?: string }) =>
    queueMicrotask(() => listeners.get(type)?.(event as never));
  let deliver: (event: { readonly data: never }) => void = () => {};
  serveIndexJobs(
    {
      postMessage: (data) => tell('message', { data }),
      addEventListener: (_type, listener) => {
        deliver = listener;
      },
    },
    workerSegmentReader,
  );
  const thread: FakeThread = {
    isTerminated: false,
    addEventListener: (type: string, listener: unknown) => void listeners.set(type, listener as Listener),
    terminate: () => {
      thread.isTerminated = true;
    },
    postMessage: (job) => {
      if (thread.isTerminated) return;
      if (fate === 'works') deliver({ data: job as never });
      if (fate === 'throws') tell('error', { message: 'Uncaught RangeError: out of memory' });
      // As Chromium says it of a script that it does not load: an event without a message.
      if (fate === 'cannot start') tell('error', {});
      if (fate === 'answers what cannot be read') tell('messageerror', {});
    },
  };
  return thread;
}

/** A computer whose threads meet these fates, in the order in which they are started; all others work. */
async function startWith(fates: readonly Fate[], width = 2, watch: ThreadWatch = noWatch) {
  const started: FakeThread[] = [];
  const indexThreads = createIndexThreads(
    () => {
      const thread = startFakeThread(fates[started.length] ?? 'works');
      started.push(thread);
      return thread;
    },
    width,
    7,
    watch,
  );
  return { started, worker: await createComputer().startWorker({ indexThreads }) };
}

const zip = () => smallZip({ entries: 9, segmentLines: 3 });

test('index threads start once, however often they are asked to', async () => {
  const started: FakeThread[] = [];
  const startThread = () => {
    const thread = startFakeThread('works');
    started.push(thread);
    return thread;
  };
  const threads = createIndexThreads(startThread, 3, 7, noWatch);
  expect(started).toHaveLength(0);
  threads.start();
  threads.start();
  expect(started).toHaveLength(3);
});

describe('an index thread that', () => {
  test.each([
    ['throws', 'A reading thread ended: Uncaught RangeError: out of memory'],
    ['cannot start', 'A reading thread ended: it could not be started.'],
    ['answers what cannot be read', 'A reading thread ended: its answer could not be read.'],
  ] as const)(
    '%s ends the import by name, leaves nothing, and is replaced for the next one',
    async (fate, message) => {
      const { started, worker } = await startWith([fate]);
      const source = fileOf(await zip());
      const failed = worker.request('importBundle', { caseId: null, source });
      await expect(failed).rejects.toMatchObject({ name: 'BugError', message });
      expect(await countRows(worker)).toEqual(emptyDatabase);
      expect(started[0]?.isTerminated).toBe(true);

      const { view } = await worker.request('importBundle', { caseId: null, source });
      expect(view.bundles[0]?.verdict.headline).toBe('INTACT, SIGNER NOT TRUSTED');
      expect(started.length).toBeGreaterThan(1);
      expect(started.filter(({ isTerminated }) => isTerminated)).toHaveLength(1);
    },
  );

  test('ends while several segments wait for it refuses each of them, and none is read by a later thread', async () => {
    const { started, worker } = await startWith(['throws'], 1);
    const source = fileOf(await zip());
    await expect(worker.request('importBundle', { caseId: null, source })).rejects.toThrow('thread ended');
    await expect(worker.request('importBundle', { caseId: null, source })).resolves.toBeDefined();
    expect(started).toHaveLength(2);
  });
});

test('an index thread that ends without a word ends the import by name, leaves nothing, and is replaced', async () => {
  let steps = 0;
  // The second thread does answer, however long a busy machine lets it wait.
  let isTimeRunning = true;
  const watch: ThreadWatch = {
    everyStep(step) {
      const timer = setInterval(() => {
        steps += 1;
        if (isTimeRunning) step();
      }, 25);
      return () => clearInterval(timer);
    },
    mostSteps: 3,
  };
  const { started, worker } = await startWith(['is still reading'], 1, watch);
  const source = fileOf(await zip());
  const message = 'A reading thread ended: it did not answer.';
  const failed = worker.request('importBundle', { caseId: null, source });
  await expect(failed).rejects.toMatchObject({ name: 'BugError', message });
  expect(await countRows(worker)).toEqual(emptyDatabase);
  expect(started[0]?.isTerminated).toBe(true);
  isTimeRunning = false;
  await expect(worker.request('importBundle', { caseId: null, source })).resolves.toBeDefined();
  const stepsAtEnd = steps;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(steps).toBe(stepsAtEnd);
});

describe('the watch over index threads', () => {
  afterEach(() => void vi.useRealTimers());

  test('gives a thread a minute for one segment, and stops when it is told to', () => {
    vi.useFakeTimers();
    let steps = 0;
    const stop = indexThreadWatch.everyStep(() => {
      steps += 1;
    });
    vi.advanceTimersByTime(60_000);
    expect(steps).toBe(indexThreadWatch.mostSteps);
    stop();
    vi.advanceTimersByTime(60_000);
    expect(steps).toBe(indexThreadWatch.mostSteps);
  });
});

test('threads that work are used again by the next import', async () => {
  const { started, worker } = await startWith([], 2);
  for (const entries of [9, 12, 15]) {
    const source = fileOf(await smallZip({ entries, segmentLines: 3 }));
    await worker.request('importBundle', { caseId: null, source });
  }
  expect(started.length).toBeLessThanOrEqual(2);
  expect(started.some(({ isTerminated }) => isTerminated)).toBe(false);
});

test('an import that is stopped while a thread still reads ends at once and leaves nothing', async () => {
  const { worker } = await startWith(['is still reading'], 1);
  const stop = new AbortController();
  const source = fileOf(await zip());
  const cancelled = worker.request('importBundle', { caseId: null, source }, { signal: stop.signal });
  setTimeout(() => stop.abort(), 50);
  await expect(cancelled).rejects.toMatchObject({ name: 'CancelledError' });
  expect(await countRows(worker)).toEqual(emptyDatabase);
});
