import { concatBytes } from '../bytes/concat.ts';
import type { ByteCount, ByteOffset } from '../bytes/units.ts';
import { flagBits, methodCodes, sentinel16, sentinel32, signatures, type ZipMethod } from './zip-format.ts';

/** What a header states of a member. */
export interface RenderedMember {
  readonly nameBytes: Uint8Array;
  readonly method: ZipMethod;
  readonly crc32: number;
  readonly compressedSize: ByteCount;
  readonly size: ByteCount;
  /** Sizes and CRC follow the data, because they were not known before it. */
  readonly hasDescriptor: boolean;
}

const version = 45;
const zip64Id = 0x0001;
/** 1980-01-01 00:00, the first moment that the format knows: two runs write the same bytes. */
const earliestDate = 0x0021;
const unixHost = 3;
const regularFileMode = 0o100644;

/** A local header (4.3.7). A member with a descriptor has a ZIP64 field, which makes its descriptor a long one. */
export function renderLocalHeader(member: RenderedMember): Uint8Array {
  const { hasDescriptor } = member;
  const isLong = hasDescriptor || member.size >= sentinel32 || member.compressedSize >= sentinel32;
  const size = hasDescriptor ? 0 : member.size;
  const compressedSize = hasDescriptor ? 0 : member.compressedSize;
  const extra = isLong
    ? concatBytes([uint16(zip64Id), uint16(16), uint64(size), uint64(compressedSize)])
    : none;
  return concatBytes([
    uint32(signatures.localHeader),
    renderGeneral(member),
    uint32(hasDescriptor ? 0 : member.crc32),
    uint32(isLong ? sentinel32 : compressedSize),
    uint32(isLong ? sentinel32 : size),
    uint16(member.nameBytes.length),
    uint16(extra.length),
    member.nameBytes,
    extra,
  ]);
}

/** The data descriptor (4.3.9) with its signature and sizes of 8 bytes. */
export function renderDescriptor(member: RenderedMember): Uint8Array {
  return concatBytes([
    uint32(signatures.descriptor),
    uint32(member.crc32),
    uint64(member.compressedSize),
    uint64(member.size),
  ]);
}

/** A header of the central directory (4.3.12), with a ZIP64 field for exactly those values that need it. */
export function renderCentralHeader(member: RenderedMember, localOffset: ByteOffset): Uint8Array {
  const values = [member.size, member.compressedSize, localOffset];
  const long = values.filter((value) => value >= sentinel32);
  const extra =
    long.length === 0 ? none : concatBytes([uint16(zip64Id), uint16(long.length * 8), ...long.map(uint64)]);
  return concatBytes([
    uint32(signatures.centralHeader),
    uint16((unixHost << 8) | version),
    renderGeneral(member),
    uint32(member.crc32),
    uint32(Math.min(member.compressedSize, sentinel32)),
    uint32(Math.min(member.size, sentinel32)),
    uint16(member.nameBytes.length),
    uint16(extra.length),
    // No comment, disk 0, no internal attributes.
    new Uint8Array(6),
    uint32(regularFileMode * 0x10000),
    uint32(Math.min(localOffset, sentinel32)),
    member.nameBytes,
    extra,
  ]);
}

/** The end records (4.3.14 to 4.3.16); the ZIP64 ones only when a value needs them. */
export function renderEnd(
  memberCount: number,
  directoryOffset: ByteOffset,
  directorySize: ByteCount,
): Uint8Array {
  const isLong = memberCount >= sentinel16 || directoryOffset >= sentinel32 || directorySize >= sentinel32;
  const records: Uint8Array[] = [];
  if (isLong) {
    records.push(
      uint32(signatures.zip64End),
      uint64(44),
      uint16((unixHost << 8) | version),
      uint16(version),
      new Uint8Array(8),
      uint64(memberCount),
      uint64(memberCount),
      uint64(directorySize),
      uint64(directoryOffset),
      uint32(signatures.zip64Locator),
      uint32(0),
      uint64(directoryOffset + directorySize),
      uint32(1),
    );
  }
  const shortCount = uint16(Math.min(memberCount, sentinel16));
  records.push(
    uint32(signatures.end),
    new Uint8Array(4),
    shortCount,
    shortCount,
    uint32(Math.min(directorySize, sentinel32)),
    uint32(Math.min(directoryOffset, sentinel32)),
    uint16(0),
  );
  return concatBytes(records);
}

/** Version needed, flags, method, time and date: the same in both headers. */
function renderGeneral({ method, hasDescriptor }: RenderedMember): Uint8Array {
  return concatBytes([
    uint16(version),
    uint16(flagBits.utf8 | (hasDescriptor ? flagBits.descriptor : 0)),
    uint16(methodCodes[method]),
    uint16(0),
    uint16(earliestDate),
  ]);
}

const none = new Uint8Array(0);

function uint16(value: number): Uint8Array {
  return Uint8Array.of(value, value >>> 8);
}

function uint32(value: number): Uint8Array {
  return Uint8Array.of(value, value >>> 8, value >>> 16, value >>> 24);
}

function uint64(value: number): Uint8Array {
  return concatBytes([uint32(value % 2 ** 32), uint32(Math.floor(value / 2 ** 32))]);
}
