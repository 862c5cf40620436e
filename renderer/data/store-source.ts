import type { Crc32 } from '../../shared/archive/crc32.ts';
import { findZipMember } from '../../shared/archive/zip-layout.ts';
import { openZipMember } from '../../shared/archive/zip-member.ts';
import type { BundleSource } from '../../shared/bundle/bundle-source.ts';
import { openZipBundle } from '../../shared/bundle/zip-source.ts';
import type { ByteSource, InflateRaw } from '../../shared/bytes/byte-source.ts';
import { FormatError } from '../../shared/bytes/errors.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { readAhead } from '../../shared/bytes/read-ahead.ts';
import type { ByteCount, ByteOffset } from '../../shared/bytes/units.ts';
import type { CaseDatabase } from './database.ts';
import { openEncryptedFile } from './file-cipher.ts';
import { filesOf } from './key-ranges.ts';
import { readBlobInto } from './read-blob-into.ts';
import type { BundleRow } from './stored-rows.ts';

/**
 * A stored bundle as what arrived, for the same code that verified the delivered file. It gives back whatever is stored
 * now: bytes that are missing or changed show in the digests, and where the container itself is damaged, as FormatError.
 * `wrap` is put around the stored ZIP, to digest it while it is read; who reads all of it brings a faster CRC.
 */
export async function openStoredBundle(
  database: CaseDatabase,
  bundle: BundleRow,
  inflate: InflateRaw,
  wrap: (file: ByteSource) => ByteSource = (file) => file,
  crc32?: Crc32,
): Promise<BundleSource> {
  const { bundleId, container, receipt } = bundle;
  if (container === 'zip') {
    const file = await openStoredFile(database, bundle, '', receipt.fileName);
    const source = await openZipBundle(wrap(file), inflate, limits, crc32);
    return { ...source, kind: 'store' };
  }
  const rows = await filesOf(database, bundleId).toArray();
  const files = new Map(rows.map(({ path, file }) => [path, file]));
  return {
    name: receipt.fileName,
    kind: 'store',
    members: [...files].map(([path, { size }]) => ({ path, size })),
    open: (path) => streamBlob(files.get(path) ?? new Blob([])),
  };
}

/** The content of one member of a stored bundle, for a look at it before anybody has verified it; null where there is none. */
export async function openStoredMember(
  database: CaseDatabase,
  bundle: BundleRow,
  path: string,
  inflate: InflateRaw,
): Promise<AsyncIterable<Uint8Array> | null> {
  const { bundleId, container, receipt } = bundle;
  if (container === 'zip') {
    const file = readAhead(await openStoredFile(database, bundle, '', receipt.fileName));
    const member = await findZipMember(file, path, limits);
    return member === null ? null : openZipMember(file, member, inflate);
  }
  const row = await database.files.get([bundleId, path]);
  return row === undefined ? null : streamBlob(row.file);
}

/**
 * Random access to a stored file; an empty one where there is none. Throws FormatError `source-unreadable` when the profile no
 * longer gives its bytes, or other ones than were encrypted.
 */
export async function openStoredFile(
  { files, vault }: CaseDatabase,
  { bundleId, caseId }: Pick<BundleRow, 'bundleId' | 'caseId'>,
  path: string,
  name: string,
): Promise<ByteSource> {
  const cipher = vault.cipherOf(caseId);
  const row = await files.get([bundleId, path]);
  const file = row?.file ?? new Blob([]);
  if (cipher === null) return openBlob(name, file);
  return openEncryptedFile(name, file, cipher, { bundleId, path });
}

function openBlob(name: string, file: Blob): ByteSource {
  async function read(offset: ByteOffset, length: ByteCount): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await readBlob(file.slice(offset, offset + length));
    if (bytes.length === length) return bytes;
    const statement = `Expected ${length} bytes at offset ${offset} of the stored file, got ${bytes.length}.`;
    throw new FormatError('source-unreadable', statement, { offset });
  }
  return {
    name,
    size: file.size,
    read,
    async readInto(offset, length, memory) {
      const bytes = await readBlobInto(file.slice(offset, offset + length), memory).catch(() => null);
      // Where a stream fails, reading the slice as a whole says what is the matter.
      return bytes?.length === length ? bytes : read(offset, length);
    },
  };
}

const sliceBytes = 8 * 1024 * 1024;

async function* streamBlob(file: Blob): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < file.size; at += sliceBytes) yield readBlob(file.slice(at, at + sliceBytes));
}

async function readBlob(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new FormatError('source-unreadable', `The stored file cannot be read: ${detail}`, {}, cause);
  }
}
