/** What a person waits for at this moment. Long work lets it go first. */
export class Foreground {
  #active = 0;
  #free: Promise<void> = Promise.resolve();
  #release: () => void = () => {};

  /** Does what a person waits for. It must not wait for long work itself: that would wait for it. */
  async during<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    if (this.#active === 0) {
      this.#free = new Promise((resolve) => {
        this.#release = resolve;
      });
    }
    this.#active += 1;
    try {
      return await work();
    } finally {
      this.#active -= 1;
      if (this.#active === 0) this.#release();
    }
  }

  /** Resolves when nobody waits for anything. */
  free(): Promise<void> {
    return this.#free;
  }
}
