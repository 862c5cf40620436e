import type { ByteSource } from '../bytes/byte-source.ts';
import { FormatError } from '../bytes/errors.ts';
import type { ByteCount, ByteOffset } from '../bytes/units.ts';
import { layoutError, ZipFields } from './zip-fields.ts';
import { lengths, sentinel16, sentinel32, signatures } from './zip-format.ts';

/** What the records behind the central directory say of it, once they agree with each other. */
export interface ZipEnd {
  readonly memberCount: number;
  readonly directoryOffset: ByteOffset;
  readonly directorySize: ByteCount;
}

const longestComment = 0xffff;

/**
 * Reads the end records, which must be the last bytes of the file and touch the central directory.
 * There is no search for an earlier end record: whoever searches can be made to find another one than its neighbour.
 * Throws FormatError `empty`, `not-a-zip`, `zip-truncated` or `zip-layout`.
 */
export async function readZipEnd(source: ByteSource): Promise<ZipEnd> {
  if (source.size === 0) throw new FormatError('empty', 'The file is empty.', { offset: 0 });
  if (source.size < lengths.end) throw await explainMissingEnd(source);

  const tail = await readTail(source, lengths.end + lengths.zip64Locator + lengths.zip64End);
  const end = part(tail, tail.bytes.length - lengths.end, lengths.end);
  if (!end.hasSignature(signatures.end)) throw await explainMissingEnd(source);

  const zip64 = parseZip64End(tail);
  const recordsOffset = zip64 === null ? end.offset : zip64.offset;
  return parseEnd(end, zip64, recordsOffset);
}

function parseEnd(end: ZipFields, zip64: ZipFields | null, recordsOffset: ByteOffset): ZipEnd {
  // 4.4.1.4: a field is the truth, or the sentinel that sends the reader to its ZIP64 twin. Both present must agree.
  const settle = (what: string, at: ByteOffset, sentinel: number, zip64Value: number | undefined): number => {
    const value = sentinel === sentinel16 ? end.uint16(at) : end.uint32(at);
    if (zip64Value === undefined && value !== sentinel) return value;
    if (zip64Value !== undefined && (value === sentinel || value === zip64Value)) return zip64Value;
    const expected = zip64Value === undefined ? 'a ZIP64 end record' : `${zip64Value} as ${what}`;
    throw layoutError(expected, String(value), end.offset + at);
  };
  const disk = settle('number of this disk', 4, sentinel16, zip64?.uint32(16));
  const directoryDisk = settle('disk of the central directory', 6, sentinel16, zip64?.uint32(20));
  const countHere = settle('number of members on this disk', 8, sentinel16, zip64?.uint64(24));
  const memberCount = settle('number of members', 10, sentinel16, zip64?.uint64(32));
  const directorySize = settle('size of the central directory', 12, sentinel32, zip64?.uint64(40));
  const directoryOffset = settle('offset of the central directory', 16, sentinel32, zip64?.uint64(48));
  const commentLength = end.uint16(20);

  if (disk !== 0 || directoryDisk !== 0 || countHere !== memberCount) {
    throw layoutError('one disk', `disk ${disk} of several`, end.offset + 4);
  }
  if (commentLength !== 0) {
    throw layoutError('no archive comment', `one of ${commentLength} bytes`, end.offset + 20);
  }
  if (directoryOffset + directorySize !== recordsOffset) {
    const expected = `the central directory to end at ${recordsOffset}, where its end records begin`;
    throw layoutError(expected, String(directoryOffset + directorySize), end.offset + 12);
  }
  return { memberCount, directoryOffset, directorySize };
}

/** The ZIP64 end record, when its locator stands right before the end record and both are as they must be. */
function parseZip64End(tail: ZipFields): ZipFields | null {
  const locatorAt = tail.bytes.length - lengths.end - lengths.zip64Locator;
  if (locatorAt < 0) return null;
  const locator = part(tail, locatorAt, lengths.zip64Locator);
  if (!locator.hasSignature(signatures.zip64Locator)) return null;

  const recordAt = locatorAt - lengths.zip64End;
  if (recordAt < 0) throw layoutError('a ZIP64 end record', 'none', locator.offset);
  const record = part(tail, recordAt, lengths.zip64End);
  if (!record.hasSignature(signatures.zip64End))
    throw layoutError('a ZIP64 end record', 'none', record.offset);
  // 4.3.14.1: the size does not count the signature and itself.
  const recordSize = record.uint64(4);
  if (recordSize !== lengths.zip64End - 12) {
    throw layoutError(
      `a ZIP64 end record of ${lengths.zip64End - 12} bytes`,
      String(recordSize),
      record.offset + 4,
    );
  }
  if (locator.uint32(4) !== 0 || locator.uint32(16) !== 1) {
    throw layoutError('one disk', `${locator.uint32(16)} disks`, locator.offset + 4);
  }
  if (locator.uint64(8) !== record.offset) {
    throw layoutError(
      `the ZIP64 end record at ${record.offset}`,
      String(locator.uint64(8)),
      locator.offset + 8,
    );
  }
  return record;
}

/** A cut download is common and harmless; it must not be confused with a foreign file or with added bytes. */
async function explainMissingEnd(source: ByteSource): Promise<FormatError> {
  const head = new ZipFields(await source.read(0, Math.min(4, source.size)), 0);
  if (!head.hasSignature(signatures.localHeader) && !head.hasSignature(signatures.end)) {
    const found = [...head.bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    return new FormatError('not-a-zip', `Expected a ZIP, which begins with 50 4b 03 04, found ${found}.`, {
      offset: 0,
    });
  }
  const tail = await readTail(source, lengths.end + longestComment);
  for (let at = tail.bytes.length - lengths.end; at >= 0; at--) {
    const end = part(tail, at, lengths.end);
    // A ZIP inside the data has such a record too, but with offsets of its own.
    const isOurs = end.uint32(12) + end.uint32(16) === end.offset || end.uint32(16) === sentinel32;
    if (!end.hasSignature(signatures.end) || !isOurs) continue;
    const behind = source.size - end.offset - lengths.end;
    return layoutError('the end record to be the last bytes', `${behind} more`, end.offset + lengths.end);
  }
  const message = `The ZIP is cut: expected an end record in its last bytes, found none in ${source.size} bytes.`;
  return new FormatError('zip-truncated', message, { offset: source.size });
}

async function readTail(source: ByteSource, length: ByteCount): Promise<ZipFields> {
  const offset = Math.max(0, source.size - length);
  return new ZipFields(await source.read(offset, source.size - offset), offset);
}

function part(whole: ZipFields, at: ByteOffset, length: ByteCount): ZipFields {
  return new ZipFields(whole.bytes.subarray(at, at + length), whole.offset + at);
}
