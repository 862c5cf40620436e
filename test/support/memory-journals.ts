import type { JournalFiles } from '../../renderer/workers/journal/journal-files.ts';

/** Files as a browser keeps them, in memory; a test can look into them, and change them as another hand would. */
export class MemoryJournals implements JournalFiles {
  readonly files = new Map<string, Uint8Array>();
  #turn: Promise<unknown> = Promise.resolve();

  async names(): Promise<readonly string[]> {
    return [...this.files.keys()];
  }

  async size(name: string): Promise<number | null> {
    return this.files.get(name)?.length ?? null;
  }

  async read(name: string): Promise<Uint8Array | null> {
    return this.files.get(name)?.slice() ?? null;
  }

  async write(name: string, offset: number, bytes: Uint8Array): Promise<void> {
    const kept = (this.files.get(name) ?? new Uint8Array(0)).subarray(0, offset);
    const whole = new Uint8Array(offset + bytes.length);
    whole.set(kept);
    whole.set(bytes, offset);
    this.files.set(name, whole);
  }

  async remove(name: string): Promise<void> {
    this.files.delete(name);
  }

  withLock<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => {});
    return turn;
  }
}
