import { FormatError } from '../bytes/errors.ts';
import type { Limits } from '../bytes/limits.ts';
import type { ByteCount, ByteOffset } from '../bytes/units.ts';
import { parseMemberName } from './member-name.ts';
import { parseMemberKind, type ZipMemberKind } from './zip-attributes.ts';
import { parseCompression } from './zip-compression.ts';
import type { ZipEnd } from './zip-end.ts';
import { longestExtra, parseExtraFields, resolveZip64 } from './zip-extra.ts';
import { layoutError, ZipFields } from './zip-fields.ts';
import { flagBits, lengths, sentinel32, signatures, type ZipMethod } from './zip-format.ts';

/** One header of the central directory: what it claims of a member, before the local header has confirmed it. */
export interface CentralHeader {
  /** Without the trailing slash of a directory. */
  readonly path: string;
  readonly kind: ZipMemberKind;
  readonly method: ZipMethod;
  readonly crc32: number;
  readonly compressedSize: ByteCount;
  readonly size: ByteCount;
  readonly localOffset: ByteOffset;
  readonly hasDescriptor: boolean;
  readonly nameBytes: Uint8Array;
  /** Flags, method, time and date, which the local header repeats byte for byte. */
  readonly repeatedBytes: Uint8Array;
}

/** Parses the central directory, which must hold exactly the members that its end records count, and nothing else. */
export function parseCentralDirectory(
  bytes: Uint8Array,
  end: ZipEnd,
  limits: Limits,
): readonly CentralHeader[] {
  const directory = new ZipFields(bytes, end.directoryOffset);
  const headers: CentralHeader[] = [];
  let at = 0;
  while (at < bytes.length) {
    const header = parseCentralHeader(directory, at, limits);
    headers.push(header.parsed);
    at += header.length;
  }
  if (headers.length !== end.memberCount) {
    throw layoutError(`${end.memberCount} members`, `${headers.length}`, end.directoryOffset);
  }
  return headers;
}

/** The count and the size of the directory must fit each other and the limits before either decides how much is read. */
export function requireDirectoryFits(end: ZipEnd, limits: Limits): void {
  if (end.memberCount > limits.zipMembers) {
    const message = `Expected at most zipMembers, ${limits.zipMembers} members, found ${end.memberCount}.`;
    throw new FormatError('zip-limit', message, { offset: end.directoryOffset });
  }
  const shortest = end.memberCount * lengths.centralHeader;
  const longest = end.memberCount * (lengths.centralHeader + limits.zipNameBytes + longestExtra);
  if (end.directorySize < shortest || end.directorySize > longest) {
    const expected = `a central directory of ${shortest} to ${longest} bytes for ${end.memberCount} members`;
    throw layoutError(expected, String(end.directorySize), end.directoryOffset);
  }
}

function parseCentralHeader(directory: ZipFields, at: ByteOffset, limits: Limits) {
  const offset = directory.offset + at;
  const header = new ZipFields(directory.bytes.subarray(at), offset);
  const available = header.bytes.length;
  if (available < lengths.centralHeader || !header.hasSignature(signatures.centralHeader)) {
    throw layoutError('a header of the central directory', 'other bytes', offset);
  }
  const nameLength = header.uint16(28);
  const extraLength = header.uint16(30);
  const commentLength = header.uint16(32);
  const length = lengths.centralHeader + nameLength + extraLength + commentLength;
  if (length > available) throw layoutError(`${length} bytes of a central header`, `${available}`, offset);

  const nameBytes = header.bytes.subarray(lengths.centralHeader, lengths.centralHeader + nameLength);
  const { name, path } = parseName(nameBytes, (header.uint16(8) & flagBits.utf8) !== 0, limits, offset);
  const method = parseCompression(header, 6, name);
  if (commentLength !== 0)
    throw layoutError('no comment', `one of ${commentLength} bytes`, offset + 32, name);
  if (header.uint16(34) !== 0) throw layoutError('disk 0', `disk ${header.uint16(34)}`, offset + 34, name);
  // Bit 0 says that the file is text; the others have meanings that change how its records are read (4.4.14).
  if (header.uint16(36) > 1) throw layoutError('known internal attributes', 'others', offset + 36, name);
  const kind = parseMemberKind(name, header.uint32(38), offset + 38);

  const extraAt = lengths.centralHeader + nameLength;
  const extra = new ZipFields(header.bytes.subarray(extraAt, extraAt + extraLength), offset + extraAt);
  const zip64 = parseExtraFields(extra, name);
  const claimed = [header.uint32(24), header.uint32(20), header.uint32(42)];
  const [size = 0, compressedSize = 0, localOffset = 0] = resolveZip64(
    claimed,
    sentinel32,
    zip64,
    header,
    name,
  );
  const crc32 = header.uint32(16);
  if (kind === 'directory' && (size !== 0 || compressedSize !== 0 || crc32 !== 0 || method !== 'stored')) {
    throw layoutError('a directory without data', `${compressedSize} bytes`, offset, name);
  }
  if (method === 'stored' && size !== compressedSize) {
    throw layoutError(`${compressedSize} bytes as they are stored`, `${size}`, offset + 24, name);
  }
  const parsed: CentralHeader = {
    path,
    kind,
    method,
    crc32,
    compressedSize,
    size,
    localOffset,
    hasDescriptor: (header.uint16(8) & flagBits.descriptor) !== 0,
    nameBytes,
    repeatedBytes: header.bytes.subarray(8, 16),
  };
  return { parsed, length };
}

/** Without the UTF-8 flag a name is in code page 437 (appendix D), and only ASCII is the same in both. */
function parseName(bytes: Uint8Array, isUtf8: boolean, limits: Limits, offset: ByteOffset) {
  if (!isUtf8 && bytes.some((byte) => byte > 0x7f)) {
    const message = `Expected a name in ASCII or with the UTF-8 flag, found neither at byte ${offset}.`;
    throw new FormatError('zip-name', message, { offset });
  }
  const slash = 0x2f;
  const isDirectory = bytes.at(-1) === slash;
  const path = parseMemberName(isDirectory ? bytes.subarray(0, -1) : bytes, limits, offset);
  return { name: isDirectory ? `${path}/` : path, path };
}
