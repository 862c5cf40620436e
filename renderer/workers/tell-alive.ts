import type { WorkerAlive } from '../../shared/contract/case-protocol.ts';

/** The worker's own scope. */
interface Scope {
  postMessage(message: WorkerAlive): void;
}

/** The part of the platform's lock manager that is used. */
interface Locks {
  request(name: string, work: () => Promise<never>): Promise<unknown>;
}

/**
 * Lets the window know when this worker has ended: a lock, which the platform takes away with the worker and with nothing else.
 * The window is told of it when it is held, so it cannot get it before.
 */
export function tellAlive(window: Scope, locks: Locks, id: string): void {
  const lock = `vouch-worker-${id}`;
  locks
    .request(lock, () => {
      window.postMessage({ kind: 'alive', lock });
      return new Promise<never>(() => {});
    })
    // Without it, a window learns less of an end, and misses nothing else.
    .catch(() => {});
}
