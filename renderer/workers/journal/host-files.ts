import type { JournalAnswer, JournalOperation } from '../../../shared/contract/host-journal.ts';
import { StoreError } from '../../data/store-error.ts';
import { askHost, type HostPort } from '../ask-host.ts';
import type { JournalFiles } from './journal-files.ts';

const lockName = 'vouch-journal';

/** Files that the program around the window keeps, apart from all that the browser engine stores. */
export function hostFiles(port: HostPort): JournalFiles {
  const ask = askHost<JournalOperation, JournalAnswer>(port, notWritten);
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

function notWritten(reason: string): StoreError {
  return new StoreError(
    'journal-not-written',
    `${reason}, so what was done is not confirmed. Make room on the disk of this profile, or allow Vouch to write there; the next decision tries again.`,
  );
}

function unexpected(): StoreError {
  return notWritten('The journal answered with something else than was asked for');
}
