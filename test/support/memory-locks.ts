import type { LockPlatform } from '../../renderer/workers/case-use.ts';

interface Lock {
  readonly mode: 'shared' | 'exclusive';
  readonly ended: Promise<unknown>;
}

/** Locks of one computer, as a browser has them for all of its windows. */
export class MemoryLocks implements LockPlatform {
  readonly #held = new Map<string, Set<Lock>>();

  async request<Answer>(
    name: string,
    { mode, ifAvailable }: { readonly mode: 'shared' | 'exclusive'; readonly ifAvailable: boolean },
    work: (lock: object | null) => Promise<Answer>,
  ): Promise<Answer> {
    const held = this.#held.get(name) ?? new Set<Lock>();
    this.#held.set(name, held);
    const inTheWay = () => [...held].filter((lock) => mode === 'exclusive' || lock.mode === 'exclusive');
    if (ifAvailable && inTheWay().length > 0) return work(null);
    while (inTheWay().length > 0) await Promise.all(inTheWay().map(({ ended }) => ended));
    const working = Promise.resolve().then(() => work({ name }));
    const lock: Lock = { mode, ended: working.catch(() => {}) };
    held.add(lock);
    try {
      return await working;
    } finally {
      held.delete(lock);
    }
  }
}
