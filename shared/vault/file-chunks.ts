import type { ByteCount, ByteOffset } from '../bytes/units.ts';
import { nonceBytes, tagBytes } from './case-cipher.ts';

/** One chunk is read and decrypted for a single line, and a large file should not take many calls. */
export const chunkBytes: ByteCount = 1024 * 1024;

/** One chunk of a file: where its content begins in the file, and where its ciphertext lies. */
export interface FileChunk {
  readonly number: number;
  readonly isLast: boolean;
  readonly offset: ByteOffset;
  readonly encryptedOffset: ByteOffset;
  readonly encryptedBytes: ByteCount;
}

/** Bytes of a file once it is encrypted. An empty file has one empty chunk, so that it cannot be cut to nothing unseen. */
export function encryptedSize(size: ByteCount): ByteCount {
  return size + chunkCount(size) * tagBytes;
}

/** Bytes of the file that was encrypted to so many; null when no file is. */
export function plainSize(encrypted: ByteCount): ByteCount | null {
  const count = Math.ceil(encrypted / (chunkBytes + tagBytes));
  const size = encrypted - count * tagBytes;
  return size >= 0 && encryptedSize(size) === encrypted ? size : null;
}

/** The chunks that hold these bytes of a file, in their order. */
export function chunksOf(size: ByteCount, offset: ByteOffset, length: ByteCount): readonly FileChunk[] {
  const count = chunkCount(size);
  const first = Math.min(Math.floor(offset / chunkBytes), count - 1);
  const last = Math.min(Math.floor(Math.max(offset, offset + length - 1) / chunkBytes), count - 1);
  return Array.from({ length: last - first + 1 }, (_, index) => chunkAt(size, first + index));
}

/**
 * The nonce of a chunk: its number and whether it is the last one (Hoang, Reyhanitabar, Rogaway, Vizár 2015, STREAM). Unique
 * without being drawn, because every file has a key of its own and is encrypted once. So a chunk that is moved, repeated or
 * taken away is found, and so is an end that was cut off.
 */
export function chunkNonce({ number, isLast }: Pick<FileChunk, 'number' | 'isLast'>): Uint8Array {
  const nonce = new Uint8Array(nonceBytes);
  const view = new DataView(nonce.buffer);
  view.setBigUint64(0, BigInt(number));
  nonce[nonceBytes - 1] = isLast ? 1 : 0;
  return nonce;
}

function chunkAt(size: ByteCount, number: number): FileChunk {
  const offset = number * chunkBytes;
  const length = Math.min(chunkBytes, size - offset);
  return {
    number,
    isLast: number === chunkCount(size) - 1,
    offset,
    encryptedOffset: number * (chunkBytes + tagBytes),
    encryptedBytes: length + tagBytes,
  };
}

function chunkCount(size: ByteCount): number {
  return Math.max(1, Math.ceil(size / chunkBytes));
}
