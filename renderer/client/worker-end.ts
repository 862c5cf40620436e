import type { FromWorker, WorkerAlive } from '../../shared/contract/case-protocol.ts';

/** The part of the platform's lock manager that is used. */
interface Locks {
  request(name: string, work: () => void): Promise<unknown>;
}

/**
 * Resolves when the worker has failed or ended. The platform tells of a program that cannot be loaded and of an error that nobody
 * caught, but a worker that was ended, or that has no memory left, may go without a word: then the lock that it held is free.
 */
export function endOf(worker: Pick<Worker, 'addEventListener'>, locks: Locks): Promise<Event> {
  return new Promise((resolve) => {
    worker.addEventListener('error', resolve, { once: true });
    worker.addEventListener('message', (event) => {
      const message: FromWorker | WorkerAlive = (event as MessageEvent).data;
      if (message.kind !== 'alive') return;
      // Refused to a page that is going itself, which shows nothing any more.
      locks.request(message.lock, () => resolve(new Event('end'))).catch(() => {});
    });
  });
}
