import type { DeflateRaw } from '../bytes/byte-source.ts';
import { concatBytes } from '../bytes/concat.ts';
import { FormatError } from '../bytes/errors.ts';
import { limits } from '../bytes/limits.ts';
import { quote } from '../bytes/quote.ts';
import type { ByteCount } from '../bytes/units.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { type Crc32, crc32 as portableCrc32 } from './crc32.ts';
import { memberNameDefect } from './member-name.ts';
import { type MemberName, refuseNameConflicts } from './member-name-conflicts.ts';
import type { ZipMethod } from './zip-format.ts';
import {
  type RenderedMember,
  renderCentralHeader,
  renderDescriptor,
  renderEnd,
  renderLocalHeader,
} from './zip-render.ts';

export interface ZipInput {
  readonly path: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

export interface ZipOptions {
  /** Null stores every member as it is. */
  readonly deflate: DeflateRaw | null;
  /** A member up to this size is held, so that its header can state its sizes; a larger one streams. */
  readonly heldBytes?: ByteCount;
  /** The platform's own, where it has a faster one. */
  readonly crc32?: Crc32;
}

const defaultHeldBytes = 4 * 1024 * 1024;

/**
 * Writes a ZIP as its members arrive, with nothing in it but them: no time, no owner, no comment. The same members
 * give the same bytes as long as the deflate encoder is the same.
 * Throws FormatError `zip-name` for names that `readZipLayout` would refuse; what was written until then is no ZIP.
 */
export async function* writeZip(
  members: AsyncIterable<ZipInput>,
  options: ZipOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  const names: MemberName[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for await (const { path, chunks } of members) {
    const defect = memberNameDefect(path, limits);
    if (defect !== null)
      throw new FormatError('zip-name', `The name of a member, ${quote(path)}, ${defect}.`, { member: path });
    names.push({ path, isDirectory: false });

    const written = new WrittenMember(encodeUtf8(path));
    for await (const piece of writeMember(written, chunks, options)) {
      yield piece;
      written.totalBytes += piece.length;
    }
    directory.push(renderCentralHeader(written, offset));
    offset += written.totalBytes;
  }
  refuseNameConflicts(names);
  const directoryBytes = concatBytes(directory);
  yield directoryBytes;
  yield renderEnd(directory.length, offset, directoryBytes.length);
}

/** What is known of a member so far; the fields become final while it is written. */
class WrittenMember implements RenderedMember {
  readonly nameBytes: Uint8Array;
  method: ZipMethod = 'stored';
  crc32 = 0;
  compressedSize = 0;
  size = 0;
  hasDescriptor = false;
  /** With header and descriptor. */
  totalBytes = 0;

  constructor(nameBytes: Uint8Array) {
    this.nameBytes = nameBytes;
  }
}

async function* writeMember(
  member: WrittenMember,
  chunks: AsyncIterable<Uint8Array>,
  { deflate, heldBytes = defaultHeldBytes, crc32 = portableCrc32 }: ZipOptions,
): AsyncGenerator<Uint8Array> {
  const counted = countPlain(member, chunks, crc32);
  try {
    const held: Uint8Array[] = [];
    let next = await counted.next();
    while (!next.done && member.size <= heldBytes) {
      held.push(next.value);
      next = await counted.next();
    }
    if (next.done) yield* writeHeldMember(member, held, deflate);
    else yield* writeStreamedMember(member, chain([...held, next.value], counted), deflate);
  } finally {
    // Whoever stops reading the ZIP early must not leave the file behind a member open.
    await counted.return(undefined);
  }
}

/** Small members are stored when deflate would not make them smaller. */
async function* writeHeldMember(
  member: WrittenMember,
  plain: readonly Uint8Array[],
  deflate: DeflateRaw | null,
): AsyncGenerator<Uint8Array> {
  let data = plain;
  member.compressedSize = member.size;
  if (deflate !== null) {
    const deflated: Uint8Array[] = [];
    for await (const piece of deflate(toAsync(plain))) deflated.push(piece);
    const deflatedSize = deflated.reduce((length, piece) => length + piece.length, 0);
    if (deflatedSize < member.size) {
      data = deflated;
      member.method = 'deflate';
      member.compressedSize = deflatedSize;
    }
  }
  yield renderLocalHeader(member);
  yield* data;
}

async function* writeStreamedMember(
  member: WrittenMember,
  plain: AsyncIterable<Uint8Array>,
  deflate: DeflateRaw | null,
): AsyncGenerator<Uint8Array> {
  member.hasDescriptor = true;
  if (deflate !== null) member.method = 'deflate';
  yield renderLocalHeader(member);
  for await (const piece of deflate === null ? plain : deflate(plain)) {
    member.compressedSize += piece.length;
    yield piece;
  }
  yield renderDescriptor(member);
}

/** Passes the content on and keeps size and CRC of what has passed. */
async function* countPlain(
  member: WrittenMember,
  chunks: AsyncIterable<Uint8Array>,
  crc32: Crc32,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    member.size += chunk.length;
    member.crc32 = crc32(chunk, member.crc32);
    yield chunk;
  }
}

async function* toAsync(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

async function* chain(
  pieces: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* pieces;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}
