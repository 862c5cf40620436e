import { describe, expect, it } from 'vitest';
import {
  createThreadQueue,
  type ThreadEvents,
  type ThreadQueue,
  type ThreadWatch,
} from '../../../shared/bundle/thread-queue.ts';

/** A thread that does nothing until a test says what becomes of it. */
interface FakeThread extends ThreadEvents<string> {
  readonly sent: string[];
  isEnded: boolean;
}

interface Bench {
  readonly queue: ThreadQueue<string, string>;
  readonly threads: FakeThread[];
  /** Lets so many steps of the watch pass; nothing happens while nobody watches. */
  pass(steps: number): void;
  isWatched(): boolean;
}

function startQueue(width: number, mostSteps: number | null = null): Bench {
  const threads: FakeThread[] = [];
  let onStep: (() => void) | null = null;
  const watch: ThreadWatch = {
    everyStep(step) {
      onStep = step;
      return () => {
        onStep = null;
      };
    },
    mostSteps: mostSteps ?? 0,
  };
  const queue = createThreadQueue<string, string>({
    width,
    watch: mostSteps === null ? null : watch,
    startThread(events) {
      const thread: FakeThread = { ...events, sent: [], isEnded: false };
      threads.push(thread);
      return {
        send(job) {
          if (job === 'cannot be sent') throw new Error('No such message.');
          thread.sent.push(job);
        },
        end() {
          thread.isEnded = true;
        },
      };
    },
  });
  return {
    queue,
    threads,
    pass(steps) {
      for (let step = 0; step < steps; step++) onStep?.();
    },
    isWatched: () => onStep !== null,
  };
}

const done = (value: string) => ({ kind: 'done', value }) as const;

describe('A queue of threads', () => {
  it('starts a thread only when all others are busy, and no more than it may have', () => {
    const { queue, threads } = startQueue(2);
    for (const job of ['a', 'b', 'c', 'd', 'e']) void queue.run(job);
    expect(threads.map(({ sent }) => sent)).toEqual([
      ['a', 'c', 'e'],
      ['b', 'd'],
    ]);
  });

  it('gives a job to the thread that has the fewest, and to one that has none first', async () => {
    const { queue, threads } = startQueue(2);
    const jobs = ['a', 'b', 'c'].map((job) => queue.run(job));
    threads[0]?.answered(done('A'));
    threads[0]?.answered(done('C'));
    expect(await jobs[0]).toBe('A');
    expect(await jobs[2]).toBe('C');
    void queue.run('d');
    void queue.run('e');
    void queue.run('f');
    expect(threads.map(({ sent }) => sent)).toEqual([
      ['a', 'c', 'd', 'e'],
      ['b', 'f'],
    ]);
  });

  it('starts all threads at once when it is asked to, and starts none twice', () => {
    const { queue, threads } = startQueue(3);
    queue.start();
    queue.start();
    void queue.run('a');
    expect(threads.map(({ sent }) => sent)).toEqual([['a'], [], []]);
  });

  it('hands on what a thread says of a job, and keeps a thread that failed at one', async () => {
    const { queue, threads } = startQueue(1);
    const [first, second] = [queue.run('a'), queue.run('b')];
    threads[0]?.answered({ kind: 'failed', message: 'RangeError: too long' });
    threads[0]?.answered(done('B'));
    await expect(first).rejects.toMatchObject({
      name: 'BugError',
      message: 'A reading thread failed: RangeError: too long',
    });
    expect(await second).toBe('B');
    expect(threads).toHaveLength(1);
  });

  it('ignores answers that nobody waits for', async () => {
    const { queue, threads } = startQueue(1);
    queue.start();
    threads[0]?.answered(done('nothing'));
    threads[0]?.answered({ kind: 'failed', message: 'nothing' });
    const job = queue.run('a');
    threads[0]?.answered(done('A'));
    expect(await job).toBe('A');
  });

  it('refuses by name all jobs of a thread that ends, and gives none of them to the thread in its place', async () => {
    const { queue, threads } = startQueue(1);
    const jobs = [queue.run('a'), queue.run('b')];
    threads[0]?.ended('out of memory');
    for (const job of jobs) {
      await expect(job).rejects.toMatchObject({
        name: 'BugError',
        message: 'A reading thread ended: out of memory',
      });
    }
    expect(threads[0]?.isEnded).toBe(true);
    const next = queue.run('c');
    // Platforms may say so twice, as error and as exit.
    threads[0]?.ended('exit');
    threads[0]?.answered(done('late'));
    threads[1]?.answered(done('C'));
    expect(await next).toBe('C');
    expect(threads.map(({ sent }) => sent)).toEqual([['a', 'b'], ['c']]);
  });

  it('does not wait for a job that cannot be sent', async () => {
    const { queue, threads } = startQueue(1);
    await expect(queue.run('cannot be sent')).rejects.toThrow('No such message.');
    const job = queue.run('a');
    threads[0]?.answered(done('A'));
    expect(await job).toBe('A');
  });

  it('ends its threads when it is ended, tells whoever waits, and takes no job any more', async () => {
    const { queue, threads } = startQueue(2);
    const job = queue.run('a');
    queue.start();
    queue.end();
    await expect(job).rejects.toMatchObject({ name: 'CancelledError' });
    expect(threads.map(({ isEnded }) => isEnded)).toEqual([true, true]);
    await expect(queue.run('b')).rejects.toMatchObject({ name: 'CancelledError' });
    expect(threads).toHaveLength(2);
  });
});

describe('A thread that ends without a word', () => {
  it('is noticed when it is longer at one job than it may be, and replaced', async () => {
    const { queue, threads, pass } = startQueue(1, 3);
    const job = queue.run('a');
    pass(3);
    expect(threads[0]?.isEnded).toBe(false);
    pass(1);
    await expect(job).rejects.toMatchObject({
      name: 'BugError',
      message: 'A reading thread ended: it did not answer.',
    });
    const next = queue.run('b');
    threads[1]?.answered(done('B'));
    expect(await next).toBe('B');
  });

  it('is not confused with one that has many jobs, or none', async () => {
    const { queue, threads, pass } = startQueue(2, 3);
    queue.start();
    const jobs = [queue.run('a'), queue.run('b'), queue.run('c')];
    threads[1]?.answered(done('B'));
    pass(3);
    threads[0]?.answered(done('A'));
    pass(3);
    threads[0]?.answered(done('C'));
    expect(await Promise.all(jobs)).toEqual(['A', 'B', 'C']);
    const late = queue.run('d');
    pass(3);
    threads[0]?.answered(done('D'));
    expect(await late).toBe('D');
    expect(threads.map(({ isEnded }) => isEnded)).toEqual([false, false]);
  });

  it('is looked for only while somebody waits for a thread', async () => {
    const { queue, threads, isWatched } = startQueue(1, 3);
    queue.start();
    expect(isWatched()).toBe(false);
    const job = queue.run('a');
    expect(isWatched()).toBe(true);
    threads[0]?.answered(done('A'));
    await job;
    expect(isWatched()).toBe(false);
    const ended = queue.run('b');
    threads[0]?.ended('gone');
    await expect(ended).rejects.toThrow('gone');
    expect(isWatched()).toBe(false);
  });
});
