import type { ByteSource } from '../bytes/byte-source.ts';
import { FormatError } from '../bytes/errors.ts';
import type { Limits } from '../bytes/limits.ts';
import { readAhead } from '../bytes/read-ahead.ts';
import type { ByteCount, ByteOffset } from '../bytes/units.ts';
import { refuseNameConflicts } from './member-name-conflicts.ts';
import { type CentralHeader, parseCentralDirectory, requireDirectoryFits } from './zip-central.ts';
import { requireDescriptor } from './zip-descriptor.ts';
import { readZipEnd } from './zip-end.ts';
import { layoutError } from './zip-fields.ts';
import type { ZipMethod } from './zip-format.ts';
import { readLocalHeader } from './zip-local.ts';

/** A regular file in a ZIP. Local and central header agree on it; its content is not read yet. */
export interface ZipMember {
  readonly path: string;
  readonly method: ZipMethod;
  readonly compressedSize: ByteCount;
  readonly size: ByteCount;
  readonly crc32: number;
  readonly dataOffset: ByteOffset;
}

export interface ZipLayout {
  /** In the order in which they lie in the file, without directories. */
  readonly members: readonly ZipMember[];
  /** All other bytes of the file, counted where they lie: headers, descriptors, directory entries and end records. */
  readonly overheadBytes: ByteCount;
}

/**
 * Reads where the members of a ZIP lie. Headers, data, descriptors, central directory and end records must tile the
 * file exactly and agree with each other: every reader then finds the same members with the same bytes, or none.
 * Throws FormatError `empty`, `not-a-zip`, `zip-truncated`, `zip-layout`, `zip-name`, `zip-method` or `zip-limit`.
 */
export async function readZipLayout(source: ByteSource, limits: Limits): Promise<ZipLayout> {
  const { headers, directoryOffset } = await readDirectory(source, limits);
  const { members, overheadBytes } = await tile(source, headers, directoryOffset);
  return { members, overheadBytes: overheadBytes + (source.size - directoryOffset) };
}

/**
 * Finds one member, in two or three reads, for a look at it that decides nothing: what lies around it is not read, so a
 * file that `readZipLayout` refuses may have one. Null when there is none of this name. Throws as `readZipLayout` does.
 */
export async function findZipMember(
  source: ByteSource,
  path: string,
  limits: Limits,
): Promise<ZipMember | null> {
  const { headers, directoryOffset } = await readDirectory(source, limits);
  const central = headers.find((header) => header.path === path && header.kind === 'file');
  if (central === undefined) return null;
  const { method, compressedSize, size, crc32 } = central;
  const offsets = headers.map(({ localOffset }) => localOffset);
  const behind = offsets.filter((offset) => offset > central.localOffset);
  const next = behind.reduce((nearest, offset) => Math.min(nearest, offset), directoryOffset);
  const { dataOffset } = await placeMember(source, central, next, directoryOffset);
  return { path, method, compressedSize, size, crc32, dataOffset };
}

async function readDirectory(source: ByteSource, limits: Limits) {
  const end = await readZipEnd(source);
  requireDirectoryFits(end, limits);
  const { directoryOffset, directorySize } = end;
  const headers = parseCentralDirectory(await source.read(directoryOffset, directorySize), end, limits);
  refuseExcess(headers, limits);
  refuseNameConflicts(headers.map(({ path, kind }) => ({ path, isDirectory: kind === 'directory' })));
  return { headers, directoryOffset };
}

/** Before anything is inflated: what the members claim to become must be possible, and no more than allowed. */
function refuseExcess(headers: readonly CentralHeader[], limits: Limits): void {
  let total = 0;
  for (const { path, size, compressedSize } of headers) {
    total += size;
    if (size > compressedSize * limits.deflateRatio) {
      const message = `Expected at most ${limits.deflateRatio} bytes (deflateRatio) from each compressed byte, found ${size} from ${compressedSize}.`;
      throw new FormatError('zip-limit', message, { member: path });
    }
    if (total > limits.zipTotalBytes) {
      const message = `Expected at most zipTotalBytes, ${limits.zipTotalBytes} bytes in all, found more.`;
      throw new FormatError('zip-limit', message, { member: path });
    }
  }
}

/** Lays the members end to end from byte 0 to the central directory. What overlaps or leaves a gap is refused. */
async function tile(
  source: ByteSource,
  headers: readonly CentralHeader[],
  directoryOffset: ByteOffset,
): Promise<ZipLayout> {
  const headersSource = readAhead(source);
  const inFileOrder = headers.toSorted((left, right) => left.localOffset - right.localOffset);
  const members: ZipMember[] = [];
  let overheadBytes: ByteCount = 0;
  const [first] = inFileOrder;
  const firstOffset = first?.localOffset ?? directoryOffset;
  if (firstOffset !== 0) throw layoutError('the first member at byte 0', `it at ${firstOffset}`, 0);

  for (const [index, central] of inFileOrder.entries()) {
    const { path, kind, method, compressedSize, size, crc32, localOffset } = central;
    const next = inFileOrder[index + 1]?.localOffset ?? directoryOffset;
    const { dataOffset, dataEnd } = await placeMember(headersSource, central, next, directoryOffset);
    await requireDescriptor(headersSource, central, dataEnd, next - dataEnd);
    overheadBytes += dataOffset - localOffset + (next - dataEnd);
    if (kind === 'file') members.push({ path, method, compressedSize, size, crc32, dataOffset });
  }
  return { members, overheadBytes };
}

/** Where the data of a member lies, which must end by the next member or the directory. */
async function placeMember(
  source: ByteSource,
  central: CentralHeader,
  next: ByteOffset,
  directoryOffset: ByteOffset,
): Promise<{ readonly dataOffset: ByteOffset; readonly dataEnd: ByteOffset }> {
  const { path, compressedSize, localOffset } = central;
  if (next <= localOffset || next > directoryOffset) {
    throw layoutError('members that do not overlap', `the next one at ${next}`, localOffset, path);
  }
  const dataOffset = await readLocalHeader(source, central, next);
  const dataEnd = dataOffset + compressedSize;
  if (dataEnd > next)
    throw layoutError(`the data to end by ${next}`, `its end at ${dataEnd}`, dataOffset, path);
  return { dataOffset, dataEnd };
}
