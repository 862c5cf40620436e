import { BugError, CancelledError } from '../bytes/errors.ts';

/** What a thread says of a job. Jobs are answered in the order in which they were sent. */
export type ThreadAnswer<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'failed'; readonly message: string };

/** A thread of the platform. */
export interface JobThread<Job> {
  /** Throws when the job cannot be sent; then no answer to it will come. */
  send(job: Job): void;
  end(): void;
}

/** What the platform tells of a thread. */
export interface ThreadEvents<Value> {
  answered(answer: ThreadAnswer<Value>): void;
  /** It will not answer any more, or its answers belong to no job any more. May be said more than once. */
  ended(reason: string): void;
}

/** For a platform that does not tell of every thread that ends. */
export interface ThreadWatch {
  /** Calls back again and again, in even steps, until what it returns is called. */
  everyStep(step: () => void): () => void;
  /** So many steps, one after the other, a thread may be at one job. */
  readonly mostSteps: number;
}

interface ThreadQueueOptions<Job, Value> {
  readonly width: number;
  startThread(events: ThreadEvents<Value>): JobThread<Job>;
  /** Null where the platform tells of every end. */
  readonly watch: ThreadWatch | null;
}

/** Hands jobs to threads, and stays with its threads: a person opens one bundle after the other. */
export interface ThreadQueue<Job, Value> {
  /** Starts all threads before they are needed: they load their program meanwhile. */
  start(): void;
  /** Throws BugError when the thread ends before it has answered, CancelledError when the queue was ended. */
  run(job: Job): Promise<Value>;
  /** Ends all threads, whatever they are at. */
  end(): void;
}

/**
 * The jobs of a thread that ends are refused by name, since their memory went with it, and the next job starts another
 * thread in its place. Nobody waits for a thread that is gone.
 */
export function createThreadQueue<Job, Value>(
  options: ThreadQueueOptions<Job, Value>,
): ThreadQueue<Job, Value> {
  const { width, watch } = options;
  let threads: readonly BusyThread<Job, Value>[] = [];
  let stopWatching: (() => void) | null = null;
  let hasEnded = false;

  function addThread(): BusyThread<Job, Value> {
    const thread = new BusyThread(options, () => {
      threads = threads.filter((each) => each !== thread);
    });
    threads = [...threads, thread];
    return thread;
  }

  function freeThread(): BusyThread<Job, Value> {
    const idle = threads.find(({ waiting }) => waiting === 0);
    if (idle !== undefined) return idle;
    return threads.length < width ? addThread() : leastBusy(threads);
  }

  /** Only while somebody waits: a clock that never stops would keep a program from ending. */
  function keepWatch(): void {
    const isWaiting = threads.some(({ waiting }) => waiting > 0);
    if (isWaiting && watch !== null) {
      stopWatching ??= watch.everyStep(() => {
        for (const thread of threads) thread.noteStep(watch.mostSteps);
      });
    } else {
      stopWatching?.();
      stopWatching = null;
    }
  }

  return {
    start() {
      while (threads.length < width) addThread();
    },
    async run(job) {
      if (hasEnded) throw new CancelledError();
      try {
        const answer = freeThread().run(job);
        keepWatch();
        return await answer;
      } finally {
        keepWatch();
      }
    },
    end() {
      hasEnded = true;
      for (const thread of threads) thread.end(new CancelledError());
    },
  };
}

function leastBusy<Job, Value>(threads: readonly BusyThread<Job, Value>[]): BusyThread<Job, Value> {
  return threads.reduce((least, thread) => (thread.waiting < least.waiting ? thread : least));
}

interface WaitingJob<Value> {
  resolve(value: Value): void;
  reject(error: unknown): void;
}

class BusyThread<Job, Value> {
  readonly #thread: JobThread<Job>;
  readonly #onEnd: () => void;
  readonly #jobs: WaitingJob<Value>[] = [];
  #stepsAtJob = 0;

  constructor({ startThread }: ThreadQueueOptions<Job, Value>, onEnd: () => void) {
    this.#onEnd = onEnd;
    this.#thread = startThread({
      answered: (answer) => this.#take(answer),
      ended: (reason) => this.end(new BugError(`A reading thread ended: ${reason}`)),
    });
  }

  get waiting(): number {
    return this.#jobs.length;
  }

  run(job: Job): Promise<Value> {
    return new Promise((resolve, reject) => {
      // First the message: a job that cannot be sent waits for no answer.
      this.#thread.send(job);
      if (this.#jobs.push({ resolve, reject }) === 1) this.#stepsAtJob = 0;
    });
  }

  noteStep(mostSteps: number): void {
    if (this.#jobs.length === 0) return;
    this.#stepsAtJob += 1;
    if (this.#stepsAtJob > mostSteps) this.end(new BugError('A reading thread ended: it did not answer.'));
  }

  end(error: Error): void {
    this.#onEnd();
    // It may be alive after an error that nobody caught; then its answers would no longer belong to the jobs.
    this.#thread.end();
    for (const job of this.#jobs.splice(0)) job.reject(error);
  }

  #take(answer: ThreadAnswer<Value>): void {
    this.#stepsAtJob = 0;
    const job = this.#jobs.shift();
    if (answer.kind === 'done') job?.resolve(answer.value);
    else job?.reject(new BugError(`A reading thread failed: ${answer.message}`));
  }
}
