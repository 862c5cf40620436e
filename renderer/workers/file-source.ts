import type { ByteSource } from '../../shared/bytes/byte-source.ts';
import { FormatError } from '../../shared/bytes/errors.ts';
import type { ByteCount, ByteOffset } from '../../shared/bytes/units.ts';
import type { DeliveredFile } from '../../shared/contract/case-protocol.ts';
import { readBlobInto } from '../data/read-blob-into.ts';

/**
 * Reads a delivered `File` by slices. The platform remembers the size and time that the file had when it was chosen and
 * refuses to read it once they differ: so a file that is exchanged between two reads is an error, never a mixture.
 */
export function openFileSource(file: DeliveredFile): ByteSource {
  let hasBeenRead = false;
  async function read(offset: ByteOffset, length: ByteCount): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await readSlice(file, offset, length, hasBeenRead);
    hasBeenRead = true;
    if (bytes.length === length) return bytes;
    throw new FormatError(
      'source-changed',
      `Expected ${length} bytes at offset ${offset}, got ${bytes.length}: the file became shorter.`,
      { offset },
    );
  }
  return {
    name: file.name,
    size: file.size,
    read,
    async readInto(offset, length, memory) {
      const slice = file.slice(offset, offset + length);
      const bytes = slice instanceof Blob ? await readBlobInto(slice, memory).catch(() => null) : null;
      // Where a stream fails, reading the slice as a whole says what is the matter.
      return bytes?.length === length ? bytes : read(offset, length);
    },
  };
}

async function readSlice(
  file: DeliveredFile,
  offset: number,
  length: number,
  hasBeenRead: boolean,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
  } catch (thrown) {
    if (!hasBeenRead && looksLikeFolder(file)) {
      throw new FormatError('is-a-directory', 'This is a folder, not a file.', {}, thrown);
    }
    // Chromium says NotReadableError when the file is no longer the one that was chosen, NotFoundError when it is gone.
    const isChanged = hasName(thrown, 'NotReadableError') || hasName(thrown, 'NotFoundError');
    throw isChanged
      ? new FormatError(
          'source-changed',
          'The file was changed or removed after it was chosen.',
          { offset },
          thrown,
        )
      : new FormatError(
          'source-unreadable',
          `The file cannot be read: ${describe(thrown)}`,
          { offset },
          thrown,
        );
  }
}

/** A dropped folder comes as a `File` without a type whose bytes cannot be read; no property says so directly. */
function looksLikeFolder(file: DeliveredFile): boolean {
  const isTyped = 'type' in file && typeof file.type === 'string' && file.type !== '';
  return !isTyped && !/\.[a-z0-9]{1,8}$/i.test(file.name);
}

function hasName(thrown: unknown, name: string): boolean {
  return typeof thrown === 'object' && thrown !== null && 'name' in thrown && thrown.name === name;
}

function describe(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
