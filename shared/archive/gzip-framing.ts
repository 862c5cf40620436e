import { FormatError } from '../bytes/errors.ts';
import type { ByteOffset } from '../bytes/units.ts';
import { crc32 } from './crc32.ts';

/** What one run of raw deflate holds, and how many of the given bytes it took. */
export interface Inflated {
  readonly plain: Uint8Array;
  readonly usedBytes: number;
}

/**
 * Raw-deflate decoder of the platform for one member: stops where the deflate data ends and says where that was.
 * Throws FormatError `member-inflate` for damage, `member-limit` for more than `maxBytes` of content.
 */
export type InflateMember = (compressed: Uint8Array, maxBytes: number) => Inflated;

export interface GzipMember {
  readonly offset: ByteOffset;
  readonly plain: Uint8Array;
}

const trailerBytes = 8;
const flag = { headerCrc: 0x02, extra: 0x04, name: 0x08, comment: 0x10, reserved: 0xe0 } as const;

/**
 * Reads every member of a gzip file (RFC 1952), with its CRC and its size; stock tools differ in how many they read.
 * Throws FormatError `member-inflate`, `member-crc` or `member-size` with the offset; bytes that are no member throw
 * as well, because whoever looks at the first member only would never see them.
 */
export function readGzipMembers(
  bytes: Uint8Array,
  inflate: InflateMember,
  maxBytes: number,
): readonly [GzipMember, ...GzipMember[]] {
  const first = readMemberAt(bytes, 0, inflate, maxBytes);
  const more: GzipMember[] = [];
  let left = maxBytes - first.plain.length;
  for (let at = first.end; at < bytes.length; ) {
    const member = readMemberAt(bytes, at, inflate, left);
    more.push(member);
    left -= member.plain.length;
    at = member.end;
  }
  return [first, ...more];
}

function readMemberAt(
  bytes: Uint8Array,
  offset: ByteOffset,
  inflate: InflateMember,
  maxBytes: number,
): GzipMember & { readonly end: ByteOffset } {
  const start = offset + headerLength(bytes, offset);
  const { plain, usedBytes } = inflate(bytes.subarray(start), maxBytes);
  const trailer = start + usedBytes;
  checkTrailer(bytes, trailer, plain);
  return { offset, plain, end: trailer + trailerBytes };
}

/** Section 2.3. A field that runs past the end is damage. */
function headerLength(bytes: Uint8Array, at: ByteOffset): number {
  const byteAt = (index: number): number => {
    const byte = bytes[at + index];
    if (byte === undefined) throw wrong('a whole gzip header', at);
    return byte;
  };
  if (byteAt(0) !== 0x1f || byteAt(1) !== 0x8b || byteAt(2) !== 8) throw wrong('a gzip member', at);
  const flags = byteAt(3);
  if ((flags & flag.reserved) !== 0) throw wrong('no reserved flag', at);
  let length = 10;
  byteAt(length - 1);
  if ((flags & flag.extra) !== 0) length += 2 + byteAt(length) + byteAt(length + 1) * 256;
  for (const text of [flag.name, flag.comment]) {
    if ((flags & text) === 0) continue;
    while (byteAt(length) !== 0) length += 1;
    length += 1;
  }
  if ((flags & flag.headerCrc) !== 0) {
    const stated = byteAt(length) + byteAt(length + 1) * 256;
    // zlib refuses such a file, so whoever checks with stock tools could not read what is called intact here.
    if (stated !== crc32(bytes.subarray(at, at + length)) % 0x10000) {
      const message = `The CRC of the gzip header at byte ${at} is another.`;
      throw new FormatError('member-crc', message, { offset: at });
    }
    length += 2;
  }
  byteAt(length);
  return length;
}

function checkTrailer(bytes: Uint8Array, at: ByteOffset, plain: Uint8Array): void {
  if (at + trailerBytes > bytes.length) throw wrong('a whole gzip trailer', at);
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, trailerBytes);
  if (view.getUint32(0, true) !== crc32(plain)) {
    throw new FormatError('member-crc', `The CRC of the gzip member that ends at byte ${at} is another.`, {
      offset: at,
    });
  }
  if (view.getUint32(4, true) !== plain.length % 2 ** 32) {
    throw new FormatError('member-size', `The gzip member that ends at byte ${at} states another size.`, {
      offset: at,
    });
  }
}

function wrong(expected: string, offset: ByteOffset): FormatError {
  return new FormatError('member-inflate', `Expected ${expected} at byte ${offset}.`, { offset });
}
