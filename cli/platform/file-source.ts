import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ByteSource } from '../../shared/bytes/byte-source.ts';
import { FormatError } from '../../shared/bytes/errors.ts';

/** A delivered file that is open until it is closed. */
export interface OpenFile {
  readonly source: ByteSource;
  close(): Promise<void>;
}

/**
 * Opens a file once and reads through that one handle, so that nobody can put another file under its name.
 * A change of its size or time while it is read throws FormatError `source-changed`.
 */
export async function openFileSource(path: string): Promise<OpenFile> {
  const name = basename(path);
  const handle = await open(path, 'r').catch((cause: unknown) => {
    throw toUnreadable(name, cause);
  });
  try {
    return { source: await toSource(name, handle), close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function toSource(name: string, handle: FileHandle): Promise<ByteSource> {
  const opened = await handle.stat({ bigint: true });
  if (opened.isDirectory()) throw new FormatError('is-a-directory', `${name} is a folder.`);
  return {
    name,
    size: Number(opened.size),
    async read(offset, length) {
      const bytes = await readExactly(handle, name, offset, length);
      const now = await handle.stat({ bigint: true });
      if (now.size !== opened.size || now.mtimeNs !== opened.mtimeNs) throw changed(name, offset);
      return bytes;
    },
  };
}

async function readExactly(
  handle: FileHandle,
  name: string,
  offset: number,
  length: number,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle
      .read(bytes, filled, length - filled, offset + filled)
      .catch((cause: unknown) => {
        throw toUnreadable(name, cause);
      });
    if (bytesRead === 0) throw changed(name, offset + filled);
    filled += bytesRead;
  }
  return bytes;
}

/** An error of the system in our words. Its own message would carry the whole path, which no report may show. */
export function toUnreadable(name: string, cause: unknown): FormatError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'an unknown error';
  const what = { ENOENT: 'it does not exist', EACCES: 'access is denied', EISDIR: 'it is a folder' }[code];
  return new FormatError('source-unreadable', `${name} cannot be read: ${what ?? code}.`, {}, cause);
}

function changed(name: string, offset: number): FormatError {
  return new FormatError('source-changed', `${name} changed while it was read.`, { offset });
}
