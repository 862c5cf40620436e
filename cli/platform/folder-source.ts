import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { memberNameDefect } from '../../shared/archive/member-name.ts';
import { type MemberName, refuseNameConflicts } from '../../shared/archive/member-name-conflicts.ts';
import type { BundleMember, BundleSource } from '../../shared/bundle/bundle-source.ts';
import { FormatError } from '../../shared/bytes/errors.ts';
import type { Limits } from '../../shared/bytes/limits.ts';
import { toUnreadable } from './file-source.ts';

interface ListedFile extends BundleMember {
  readonly mtimeNs: bigint;
}

const chunkBytes = 256 * 1024;

/**
 * Opens an unpacked bundle. Only regular files below the folder itself are members: a link could lead to bytes that
 * are no part of what was delivered. Names follow the same rules as in a ZIP. Throws FormatError.
 */
export async function openFolderBundle(path: string, limits: Limits): Promise<BundleSource> {
  const root = resolve(path);
  const files: ListedFile[] = [];
  await listFiles(root, '', files, limits);
  refuseNameConflicts(files.map((file): MemberName => ({ path: file.path, isDirectory: false })));
  const byPath = new Map(files.map((file) => [file.path, file]));
  return {
    name: basename(root),
    kind: 'folder',
    members: files.map(({ path: member, size }) => ({ path: member, size })),
    open(member) {
      const file = byPath.get(member);
      if (file === undefined) {
        throw new FormatError('member-missing', `The folder has no file "${member}".`, { member });
      }
      return readMember(root, file);
    },
  };
}

async function listFiles(root: string, folder: string, files: ListedFile[], limits: Limits): Promise<void> {
  const names = await readdir(join(root, folder)).catch((cause: unknown) => {
    throw toUnreadable(folder === '' ? basename(root) : folder, cause);
  });
  for (const name of names.sort()) {
    const path = folder === '' ? name : `${folder}/${name}`;
    const defect = memberNameDefect(path, limits);
    if (defect !== null) throw new FormatError('zip-name', `The name of a file ${defect}.`, { member: path });
    const found = await lstat(join(root, path), { bigint: true }).catch((cause: unknown) => {
      throw toUnreadable(path, cause);
    });
    if (found.isDirectory()) {
      await listFiles(root, path, files, limits);
      continue;
    }
    if (!found.isFile()) {
      throw new FormatError('member-unexpected', `${path} is not a regular file.`, { member: path });
    }
    files.push({ path, size: Number(found.size), mtimeNs: found.mtimeNs });
    if (files.length > limits.zipMembers) {
      throw new FormatError(
        'member-limit',
        `The folder has more than zipMembers, ${limits.zipMembers}, files.`,
      );
    }
  }
}

async function* readMember(root: string, file: ListedFile): AsyncGenerator<Uint8Array, void> {
  // Not through a link that took the file's place since it was listed.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW;
  const handle = await open(join(root, file.path), flags).catch((cause: unknown) => {
    throw toUnreadable(file.path, cause);
  });
  try {
    await assertUnchanged(handle, file);
    let offset = 0;
    while (offset < file.size) {
      const chunk = new Uint8Array(Math.min(chunkBytes, file.size - offset));
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, offset);
      if (bytesRead === 0) throw changed(file);
      offset += bytesRead;
      yield chunk.subarray(0, bytesRead);
    }
    await assertUnchanged(handle, file);
  } finally {
    await handle.close();
  }
}

async function assertUnchanged(handle: FileHandle, file: ListedFile): Promise<void> {
  const now = await handle.stat({ bigint: true });
  if (Number(now.size) !== file.size || now.mtimeNs !== file.mtimeNs) throw changed(file);
}

function changed({ path }: ListedFile): FormatError {
  return new FormatError('source-changed', `${path} changed while it was read.`, { member: path });
}
