import { IDBObjectStore } from 'fake-indexeddb';
import type { MemoryJournals } from './memory-journals.ts';

/** As a disk without room, a store that gives up, or one that does not say why. */
export const failures = ['QuotaExceededError', 'AbortError', 'UnknownError'] as const;

export type Failure = (typeof failures)[number];

const writing = ['put', 'add', 'delete', 'clear'] as const;

/**
 * Runs the work with its n-th write failing, counted over the database and the journals together. A write to a journal fails
 * half way: its first half is in the file. Answers whether there were so many.
 */
export async function withFailingWrite(
  journals: MemoryJournals,
  order: {
    readonly nth: number;
    readonly failure: Failure;
    /** No write after it succeeds either: what is then on the disk is what a program leaves that is killed there. */
    readonly isLast?: boolean;
  },
  work: () => Promise<unknown>,
): Promise<{ readonly hasFailed: boolean; readonly thrown: unknown }> {
  let writes = 0;
  let hasFailed = false;
  const isNow = () => {
    writes += 1;
    if (order.isLast === true ? writes < order.nth : writes !== order.nth) return false;
    hasFailed = true;
    return true;
  };
  const error = () => new DOMException('made to fail', order.failure);
  const prototype = IDBObjectStore.prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
  const before = writing.map((name) => [name, prototype[name]] as const);
  for (const [name, original] of before) {
    prototype[name] = function (this: IDBObjectStore, ...args: unknown[]) {
      if (isNow()) {
        if (order.failure === 'AbortError') this.transaction.abort();
        throw error();
      }
      return original?.apply(this, args);
    };
  }
  const write = journals.write.bind(journals);
  const remove = journals.remove.bind(journals);
  journals.write = async (name, offset, bytes) => {
    if (!isNow()) return write(name, offset, bytes);
    await write(name, offset, bytes.subarray(0, bytes.length >> 1));
    throw error();
  };
  journals.remove = async (name) => {
    if (isNow()) throw error();
    await remove(name);
  };
  let thrown: unknown = null;
  try {
    await work();
  } catch (caught) {
    thrown = caught;
  } finally {
    for (const [name, original] of before) if (original !== undefined) prototype[name] = original;
    journals.write = write;
    journals.remove = remove;
  }
  return { hasFailed, thrown };
}
