import type { JournalAnswer, JournalOperation, JournalReply } from '../../../shared/contract/host-journal.ts';
import { StoreError } from '../../data/store-error.ts';
import type { JournalFiles } from './journal-files.ts';

type JournalPort = Pick<MessagePort, 'postMessage' | 'addEventListener' | 'start'>;

const lockName = 'vouch-journal';

/** Files that the program around the window keeps, apart from all that the browser engine stores. */
export function hostFiles(port: JournalPort): JournalFiles {
  const ask = connect(port);
  return {
    names: async () => {
      const names = await ask({ kind: 'names' });
      if (!Array.isArray(names)) throw unexpected();
      return names;
    },
    size: async (name) => {
      const size = await ask({ kind: 'size', name });
      if (size !== null && typeof size !== 'number') throw unexpected();
      return size;
    },
    read: async (name) => {
      const bytes = await ask({ kind: 'read', name });
      if (bytes !== null && !(bytes instanceof Uint8Array)) throw unexpected();
      return bytes;
    },
    write: async (name, offset, bytes) => {
      await ask({ kind: 'write', name, offset, bytes });
    },
    remove: async (name) => {
      await ask({ kind: 'remove', name });
    },
    withLock: async (work) => navigator.locks.request(lockName, work),
  };
}

function connect(port: JournalPort): (operation: JournalOperation) => Promise<JournalAnswer> {
  const waiting = new Map<number, { resolve(answer: JournalAnswer): void; reject(error: Error): void }>();
  let lastId = 0;
  port.addEventListener('message', (event) => {
    const reply = (event as MessageEvent<JournalReply>).data;
    const call = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('error' in reply) call?.reject(notWritten(reply.error));
    else call?.resolve(reply.answer);
  });
  port.start();
  return (operation) =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      port.postMessage({ id: lastId, operation });
    });
}

function notWritten(reason: string): StoreError {
  return new StoreError(
    'journal-not-written',
    `${reason}, so what was done is not confirmed. Make room on the disk of this profile, or allow Vouch to write there; the next decision tries again.`,
  );
}

function unexpected(): StoreError {
  return notWritten('The journal answered with something else than was asked for');
}
