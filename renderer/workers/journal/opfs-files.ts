import type { JournalFiles } from './journal-files.ts';

const folderName = 'journal';
const lockName = 'vouch-journal';

/** Files of the origin's private file system: real files of the browser's profile, apart from those of IndexedDB. */
export const opfsFiles: JournalFiles = {
  names: async () => {
    const names: string[] = [];
    for await (const name of (await folder()).keys()) names.push(name);
    return names;
  },
  size: async (name) => (await existing(name))?.size ?? null,
  read: async (name) => {
    const file = await existing(name);
    return file === null ? null : new Uint8Array(await file.arrayBuffer());
  },
  write: async (name, offset, bytes) => {
    const handle = await (await folder()).getFileHandle(name, { create: true });
    const access = await handle.createSyncAccessHandle();
    try {
      access.truncate(offset);
      const written = access.write(bytes, { at: offset });
      // A write that is cut short is how a full disk can look.
      if (written !== bytes.length) {
        access.truncate(offset);
        throw new DOMException('The journal has no room.', 'QuotaExceededError');
      }
      access.flush();
    } finally {
      access.close();
    }
  },
  remove: async (name) => {
    try {
      await (await folder()).removeEntry(name);
    } catch (thrown) {
      if (!isMissing(thrown)) throw thrown;
    }
  },
  withLock: async (work) => navigator.locks.request(lockName, work),
};

async function folder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle(folderName, { create: true });
}

async function existing(name: string): Promise<File | null> {
  try {
    const handle = await (await folder()).getFileHandle(name);
    return await handle.getFile();
  } catch (thrown) {
    if (isMissing(thrown)) return null;
    throw thrown;
  }
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === 'NotFoundError';
}
