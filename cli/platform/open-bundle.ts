import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { crc32 } from 'node:zlib';
import type { BundleSource } from '../../shared/bundle/bundle-source.ts';
import { openZipBundle } from '../../shared/bundle/zip-source.ts';
import { FormatError } from '../../shared/bytes/errors.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { openFileSource, toUnreadable } from './file-source.ts';
import { openFolderBundle } from './folder-source.ts';
import { inflateRawNode } from './inflate.ts';

/** Opens the bundle under a path, a ZIP or a folder, for as long as `use` needs it. Throws FormatError. */
export async function withBundle<Answer>(
  path: string,
  use: (source: BundleSource) => Promise<Answer>,
): Promise<Answer> {
  const found = await stat(path).catch((cause: unknown) => {
    throw toUnreadable(basename(path), cause);
  });
  if (found.isDirectory()) return use(await openFolderBundle(path, limits));
  // Opening a pipe would wait for a writer, perhaps for ever.
  if (!found.isFile()) {
    throw new FormatError('source-unreadable', `${basename(path)} is neither a file nor a folder.`);
  }
  const file = await openFileSource(path);
  try {
    return await use(await openZipBundle(file.source, inflateRawNode, limits, crc32));
  } finally {
    await file.close();
  }
}
