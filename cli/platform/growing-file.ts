import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, lstat, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageError } from '../options.ts';
import { writeAll } from './write-new-file.ts';

/** A file that grows beside its place and gets its name only when somebody says that it is good. */
export interface GrowingFile {
  /** Where it lies until then. */
  readonly path: string;
  write(chunks: AsyncIterable<Uint8Array>): Promise<void>;
  /** Adds to the end. */
  append(bytes: Uint8Array): Promise<void>;
  read(): AsyncIterable<Uint8Array>;
  /** Gives it its name. Throws UsageError when somebody has taken it meanwhile. */
  keep(): Promise<void>;
  /** Removes it, unless it was kept. To be called at the end, whatever happened. */
  close(): Promise<void>;
}

/** Throws UsageError when the name is taken or the folder cannot be written to. */
export async function openGrowingFile(path: string): Promise<GrowingFile> {
  const target = resolve(path);
  const name = basename(target);
  await assertFree(target, name);
  const growing = join(dirname(target), `.${name}.${randomUUID()}.part`);
  const handle = await open(growing, 'wx').catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'an unknown error';
    throw new UsageError(`${name} cannot be written: ${code}.`);
  });
  await handle.close();
  return {
    path: growing,
    write: async (chunks) => writeAll(await open(growing, 'w'), chunks),
    append: async (bytes) => {
      async function* only() {
        yield bytes;
      }
      await writeAll(await open(growing, 'a'), only());
    },
    read: () => createReadStream(growing, { highWaterMark: 256 * 1024 }),
    async keep() {
      // A link fails where the name is taken; not every file system has links.
      const isLinked = await link(growing, target).then(
        () => true,
        () => false,
      );
      if (isLinked) return;
      await assertFree(target, name);
      await rename(growing, target);
    },
    close: () => rm(growing, { force: true }),
  };
}

async function assertFree(path: string, name: string): Promise<void> {
  const isTaken = await lstat(path).then(
    () => true,
    () => false,
  );
  if (isTaken) throw new UsageError(`${name} cannot be written: it exists already.`);
}
