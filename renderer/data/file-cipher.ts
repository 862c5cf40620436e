import type { ByteSource } from '../../shared/bytes/byte-source.ts';
import { FormatError } from '../../shared/bytes/errors.ts';
import type { CaseCipher } from '../../shared/vault/case-cipher.ts';
import {
  chunkBytes,
  chunkNonce,
  chunksOf,
  type FileChunk,
  plainSize,
} from '../../shared/vault/file-chunks.ts';

/** Whose file it is: it opens in no other place. */
export interface StoredFilePlace {
  readonly bundleId: string;
  readonly path: string;
}

/** Read and encrypted at once. The platform works on several chunks side by side. */
const stepChunks = 8;

/**
 * A delivered file as it is stored of an encrypted case. It is read by itself, like the copy that the browser makes of any other
 * file: the next opening compares it with the digest at arrival. `isWanted` is asked before each step; null when it was not.
 */
export async function encryptFile(
  file: Pick<ByteSource, 'size' | 'read'>,
  cipher: CaseCipher,
  place: StoredFilePlace,
  isWanted: () => boolean,
): Promise<Blob | null> {
  const key = await fileKey(cipher, place, 'encrypt');
  const pieces: Blob[] = [];
  for (let offset = 0; offset === 0 || offset < file.size; offset += chunkBytes * stepChunks) {
    if (!isWanted()) return null;
    const content = await file.read(offset, Math.min(chunkBytes * stepChunks, file.size - offset));
    const chunks = await Promise.all(
      chunksOf(file.size, offset, content.length).map((chunk) => {
        const start = chunk.offset - offset;
        return crypto.subtle.encrypt(algorithm(chunk), key, content.slice(start, start + chunkBytes));
      }),
    );
    // A Blob for each step: the browser holds what came before, and this worker does not.
    pieces.push(new Blob(chunks));
  }
  return new Blob(pieces);
}

/**
 * Random access to such a file. Throws FormatError `source-unreadable` where a chunk is not what was encrypted at its place, or
 * the profile no longer gives its bytes.
 */
export async function openEncryptedFile(
  name: string,
  stored: Blob,
  cipher: CaseCipher,
  place: StoredFilePlace,
): Promise<ByteSource> {
  const size = plainSize(stored.size);
  if (size === null) {
    throw unreadable(`it has ${stored.size} bytes, which no file has when it is encrypted.`, 0);
  }
  const key = await fileKey(cipher, place, 'decrypt');
  return {
    name,
    size,
    read: async (offset, length) => {
      const bytes = new Uint8Array(length);
      if (length === 0) return bytes;
      const chunks = await Promise.all(
        chunksOf(size, offset, length).map(async (chunk) => ({
          chunk,
          content: await decryptChunk(stored, key, chunk),
        })),
      );
      let end = 0;
      for (const { chunk, content } of chunks) {
        const from = Math.max(0, offset - chunk.offset);
        const part = content.subarray(from, Math.max(from, offset + length - chunk.offset));
        bytes.set(part, Math.max(0, chunk.offset - offset));
        end += part.length;
      }
      if (end === length) return bytes;
      throw unreadable(`expected ${length} bytes at offset ${offset}, got ${end}.`, offset);
    },
  };
}

async function decryptChunk(stored: Blob, key: CryptoKey, chunk: FileChunk): Promise<Uint8Array> {
  const { encryptedOffset, encryptedBytes, offset, number } = chunk;
  let bytes: ArrayBuffer;
  try {
    bytes = await stored.slice(encryptedOffset, encryptedOffset + encryptedBytes).arrayBuffer();
  } catch (cause) {
    throw unreadable(cause instanceof Error ? cause.message : String(cause), offset);
  }
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm(chunk), key, bytes));
  } catch {
    // All that the platform says of a wrong tag.
    throw unreadable(`chunk ${number + 1} is not what was encrypted there.`, offset);
  }
}

function algorithm(chunk: FileChunk): AesGcmParams {
  return { name: 'AES-GCM', iv: new Uint8Array(chunkNonce(chunk)) };
}

function fileKey(
  cipher: CaseCipher,
  { bundleId, path }: StoredFilePlace,
  use: 'encrypt' | 'decrypt',
): Promise<CryptoKey> {
  const key = new Uint8Array(cipher.keyFor(['file', bundleId, path]));
  return crypto.subtle.importKey('raw', key, 'AES-GCM', false, [use]).finally(() => key.fill(0));
}

function unreadable(what: string, offset: number): FormatError {
  return new FormatError('source-unreadable', `The stored file cannot be read: ${what}`, { offset });
}
