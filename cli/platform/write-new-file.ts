import { type FileHandle, open, unlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { UsageError } from '../options.ts';

/**
 * Writes a file under a name that is free. What was begun and not finished is removed; should even that not happen,
 * the rest is a ZIP without its end, which every reader refuses. A finished file is on the disk when this returns.
 * Throws UsageError when the name is taken or the folder cannot be written to.
 */
export async function writeNewFile(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const handle = await open(path, 'wx').catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'an unknown error';
    const reason = code === 'EEXIST' ? 'it exists already' : code;
    throw new UsageError(`${basename(path)} cannot be written: ${reason}.`);
  });
  try {
    await writeAll(handle, chunks);
  } catch (error) {
    await unlink(path);
    throw error;
  }
}

/** Writes and closes a file. When this returns, its bytes are on the disk. */
export async function writeAll(handle: FileHandle, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    // The disk writes a chunk while the next one is made; a third one waits for it.
    let writing: Promise<void> = Promise.resolve();
    for await (const chunk of chunks) {
      await writing;
      writing = handle.writeFile(chunk);
      // Heard of at the next await; without this, a failure in between would end the process.
      writing.catch(() => {});
    }
    await writing;
    await handle.sync();
  } finally {
    await handle.close();
  }
}
