import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The calls that must happen in this order, so that a test can stop between any two. */
export interface WriteOperations {
  open(path: string, flags: string): Promise<Pick<FileHandle, 'writeFile' | 'sync' | 'close'>>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string): Promise<void>;
}

const platformOperations: WriteOperations = { open, rename, rm: (path) => rm(path, { force: true }) };

/** A file that is there under its name when it is finished, and not before. */
export interface AtomicFile {
  append(bytes: Uint8Array): Promise<void>;
  /** When this answers, the file has its name and is on the disk. */
  finish(): Promise<void>;
  /** Removes what was written. */
  drop(): Promise<void>;
}

/**
 * Begins a file whose place holds the old content or the new one, whole, at every moment, also when the power fails. The new
 * bytes are written beside it, because a rename is atomic only within one file system. When anything fails, the old file is
 * untouched, the unfinished one is removed and the error is thrown.
 */
export async function openAtomicFile(
  path: string,
  operations: WriteOperations = platformOperations,
): Promise<AtomicFile> {
  const folder = dirname(path);
  // Not derived from the name: that may already be as long as the file system allows.
  const unfinished = join(folder, `.vouch-${randomUUID()}.part`);
  const remove = () => operations.rm(unfinished).catch(() => undefined);
  // 'x': a file or link that already stands there is never written through.
  const file = await operations.open(unfinished, 'wx');
  const drop = async () => {
    await file.close().catch(() => undefined);
    await remove();
  };
  return {
    append: (bytes) => orDrop(drop, () => file.writeFile(bytes)),
    finish: async () => {
      // Without it a rename may reach the disk before the bytes do, and an empty file would replace the old one.
      await orDrop(drop, () => file.sync());
      await orDrop(remove, async () => {
        await file.close();
        await operations.rename(unfinished, path);
      });
      await syncFolder(folder, operations);
    },
    drop,
  };
}

async function orDrop(drop: () => Promise<void>, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    await drop();
    throw error;
  }
}

/** Makes the rename itself durable. Windows and some network folders cannot do it; the file is whole all the same. */
async function syncFolder(folder: string, operations: WriteOperations): Promise<void> {
  try {
    const handle = await operations.open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // The content is complete under its name: only the moment of the rename is left to the file system.
  }
}
