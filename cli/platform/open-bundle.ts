import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { crc32 } from 'node:zlib';
import type { BundleSource } from '../../shared/bundle/bundle-source.ts';
import { openZipBundle } from '../../shared/bundle/zip-source.ts';
import type { ByteSource } from '../../shared/bytes/byte-source.ts';
import { FormatError } from '../../shared/bytes/errors.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { openFileSource, toUnreadable } from './file-source.ts';
import { openFolderBundle } from './folder-source.ts';
import { inflateRawNode } from './inflate.ts';

/** A bundle that is open until it is closed. */
export interface OpenBundle {
  readonly source: BundleSource;
  /** The file that holds the members, by the same handle; null where they lie in a folder. */
  readonly file: ByteSource | null;
  close(): Promise<void>;
}

/** Opens the bundle under a path, a ZIP or a folder. Throws FormatError. */
export async function openBundle(path: string): Promise<OpenBundle> {
  const found = await stat(path).catch((cause: unknown) => {
    throw toUnreadable(basename(path), cause);
  });
  if (found.isDirectory()) {
    return { source: await openFolderBundle(path, limits), file: null, close: async () => {} };
  }
  // Opening a pipe would wait for a writer, perhaps for ever.
  if (!found.isFile()) {
    throw new FormatError('source-unreadable', `${basename(path)} is neither a file nor a folder.`);
  }
  const file = await openFileSource(path);
  try {
    const source = await openZipBundle(file.source, inflateRawNode, limits, crc32);
    return { source, file: file.source, close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** The same for as long as `use` needs it. */
export async function withBundle<Answer>(
  path: string,
  use: (source: BundleSource, file: ByteSource | null) => Promise<Answer>,
): Promise<Answer> {
  const { source, file, close } = await openBundle(path);
  try {
    return await use(source, file);
  } finally {
    await close();
  }
}
