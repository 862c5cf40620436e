import { orCancelled } from './or-cancelled.ts';

/**
 * Requests run side by side, but for one that takes the ground from under the others: it begins when those before it have ended,
 * and those behind it wait until it has.
 */
export class RequestTurns {
  readonly #running = new Set<Promise<unknown>>();
  #alone: Promise<unknown> = Promise.resolve();

  /** Runs beside the others. */
  async beside<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    await this.#settled(() => this.#alone);
    return this.#run(work);
  }

  /** Runs while nothing else does. Throws CancelledError when the signal ends the wait. */
  async alone<Answer>(signal: AbortSignal, work: () => Promise<Answer>): Promise<Answer> {
    await this.#settled(() => this.#alone);
    const before = Promise.all(this.#running);
    const turn = orCancelled(signal, before).then(work);
    this.#alone = turn.catch(() => {});
    return turn;
  }

  /** What is waited for can be followed by another one meanwhile. */
  async #settled(latest: () => Promise<unknown>): Promise<void> {
    for (let seen: Promise<unknown> | null = null; seen !== latest(); ) {
      seen = latest();
      await seen;
    }
  }

  #run<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const running = work();
    const ended = running.then(
      () => {},
      () => {},
    );
    this.#running.add(ended);
    void ended.then(() => this.#running.delete(ended));
    return running;
  }
}
