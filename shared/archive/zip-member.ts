import type { ByteSource, InflateRaw } from '../bytes/byte-source.ts';
import { FormatError } from '../bytes/errors.ts';
import { readSlices } from '../bytes/slices.ts';
import { type Crc32, crc32 as portableCrc32 } from './crc32.ts';
import type { ZipMember } from './zip-layout.ts';

/**
 * Streams the content of a member. CRC and size are always checked: an early chunk is content only once the stream
 * has ended without error. Stops as soon as there is more than the declared size.
 * Throws FormatError `member-inflate`, `member-size` or `member-crc`.
 */
export async function* openZipMember(
  source: ByteSource,
  member: ZipMember,
  inflate: InflateRaw,
  crc32: Crc32 = portableCrc32,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { path, size } = member;
  const compressed = readSlices(source, member.dataOffset, member.compressedSize);
  const plain = member.method === 'deflate' ? named(inflate(compressed), path) : compressed;
  let crc = 0;
  let count = 0;
  for await (const chunk of plain) {
    count += chunk.length;
    if (count > size) throw sizeError(`Expected ${size} bytes, found more.`, path);
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (count !== size) throw sizeError(`Expected ${size} bytes, found ${count}.`, path);
  requireCrc(crc, member.crc32, path);
}

/**
 * Copies the content of a member that is not compressed, checked as `openZipMember` checks it. False where the source lends
 * no memory or the content has not exactly the bytes of `room`: then nothing was read.
 */
export async function copyStoredMember(
  source: ByteSource,
  member: ZipMember,
  room: Uint8Array,
  crc32: Crc32 = portableCrc32,
): Promise<boolean> {
  const { path, method, size, compressedSize, dataOffset } = member;
  const isWhole = method === 'stored' && size === room.length && compressedSize === size;
  if (source.lend === undefined || !isWhole) return false;
  let crc = 0;
  let count = 0;
  await source.lend(dataOffset, size, (piece) => {
    crc = crc32(piece, crc);
    room.set(piece, count);
    count += piece.length;
  });
  requireCrc(crc, member.crc32, path);
  return true;
}

function requireCrc(found: number, expected: number, member: string): void {
  if (found === expected) return;
  const message = `Expected the CRC ${hex(expected)}, found ${hex(found)}.`;
  throw new FormatError('member-crc', message, { member });
}

/** The platform's decoder does not know what it decodes. */
async function* named(plain: AsyncIterable<Uint8Array>, member: string): AsyncGenerator<Uint8Array> {
  try {
    yield* plain;
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new FormatError(cause.code, cause.message, { member, ...cause.place }, cause);
  }
}

function sizeError(message: string, member: string): FormatError {
  return new FormatError('member-size', message, { member });
}

function hex(crc: number): string {
  return crc.toString(16).padStart(8, '0');
}
