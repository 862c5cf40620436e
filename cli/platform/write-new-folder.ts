import { randomUUID } from 'node:crypto';
import { lstat, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { OutgoingMember } from '../../shared/bundle/bag-tags.ts';
import { UsageError } from '../options.ts';
import { writeAll } from './write-new-file.ts';

/**
 * Writes a bundle as a folder under a name that is free. It grows in a folder beside it and gets its name when it is
 * whole, so nobody takes half a bundle for one. What was begun and not finished is removed.
 * Throws UsageError when the name is taken or the folder cannot be written to.
 */
export async function writeNewFolder(path: string, members: AsyncIterable<OutgoingMember>): Promise<void> {
  const folder = resolve(path);
  const name = basename(folder);
  await assertFree(folder, name);
  const growing = join(dirname(folder), `.${name}.${randomUUID()}.part`);
  try {
    await asUsage(name, () => mkdir(growing));
    const folders = new Set([growing]);
    for await (const member of members) {
      const target = join(growing, member.path);
      if (!folders.has(dirname(target)))
        await asUsage(name, () => mkdir(dirname(target), { recursive: true }));
      folders.add(dirname(target));
      await writeAll(await asUsage(name, () => open(target, 'wx')), member.chunks);
    }
    // Somebody may have taken the name meanwhile: an empty folder would be replaced without a word.
    await assertFree(folder, name);
    await asUsage(name, () => rename(growing, folder));
  } finally {
    await rm(growing, { recursive: true, force: true });
  }
}

async function assertFree(folder: string, name: string): Promise<void> {
  const isTaken = await lstat(folder).then(
    () => true,
    () => false,
  );
  if (isTaken) throw new UsageError(`${name} cannot be written: it exists already.`);
}

/** A refusal of the system, without the path that its own message carries. */
async function asUsage<Answer>(name: string, step: () => Promise<Answer>): Promise<Answer> {
  return step().catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'an unknown error';
    throw new UsageError(`${name} cannot be written: ${code}.`);
  });
}
