import { crc32 } from 'node:zlib';

/** A record of a ZIP as a list of [bytes, value]: `[4, 0x04034b50]` is a number of four bytes, little-endian. */
type Field = readonly [width: 2 | 4 | 8, value: number];

export interface HeaderFields {
  readonly name: string | Uint8Array;
  readonly needed: number;
  readonly flags: number;
  readonly method: number;
  readonly time: number;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly extra: Uint8Array;
}

export interface CentralFields extends HeaderFields {
  readonly madeBy: number;
  readonly comment: string;
  readonly disk: number;
  readonly internal: number;
  readonly external: number;
  readonly localOffset: number;
}

/** One member; `local` and `central` say what each header claims instead of the truth. */
export interface BuiltMember extends Partial<HeaderFields> {
  readonly name: string | Uint8Array;
  /** As it lies in the file; stored text by default. */
  readonly data?: Uint8Array;
  readonly local?: Partial<HeaderFields>;
  readonly central?: Partial<CentralFields>;
  /** Bytes right behind the data. */
  readonly behind?: Uint8Array;
}

export interface BuiltEnd {
  readonly disk?: number;
  readonly directoryDisk?: number;
  readonly countHere?: number;
  readonly count?: number;
  readonly directorySize?: number;
  readonly directoryOffset?: number;
  readonly comment?: Uint8Array;
  /** Bytes between the central directory and the end record. */
  readonly before?: Uint8Array;
}

/** Builds a ZIP byte by byte, as false as it is told to. What is not told is true. */
export function buildZip(members: readonly BuiltMember[], end: BuiltEnd = {}): Uint8Array {
  const files: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const member of members) {
    const data = member.data ?? new Uint8Array(0);
    const truth: HeaderFields = {
      needed: 20,
      flags: 0,
      method: 0,
      time: 0x0021_0000,
      crc: crc32(data),
      compressedSize: data.length,
      size: data.length,
      extra: new Uint8Array(0),
      ...member,
    };
    const file = Buffer.concat([
      localHeader({ ...truth, ...member.local }),
      data,
      member.behind ?? new Uint8Array(0),
    ]);
    const mode = String(member.name).endsWith('/') ? 0o040755 : 0o100644;
    const own = { madeBy: 0x031e, comment: '', disk: 0, internal: 0, external: mode * 0x10000 };
    directory.push(centralHeader({ ...truth, ...own, localOffset: offset, ...member.central }));
    files.push(file);
    offset += file.length;
  }
  const central = Buffer.concat(directory);
  const comment = end.comment ?? new Uint8Array(0);
  return Buffer.concat([
    ...files,
    central,
    end.before ?? new Uint8Array(0),
    record(
      [4, 0x06054b50],
      [2, end.disk ?? 0],
      [2, end.directoryDisk ?? 0],
      [2, end.countHere ?? end.count ?? members.length],
      [2, end.count ?? members.length],
      [4, end.directorySize ?? central.length],
      [4, end.directoryOffset ?? offset],
      [2, comment.length],
    ),
    comment,
  ]);
}

function localHeader(fields: HeaderFields): Uint8Array {
  const name = Buffer.from(fields.name);
  return Buffer.concat([
    record([4, 0x04034b50], ...shared(fields), [2, name.length], [2, fields.extra.length]),
    name,
    fields.extra,
  ]);
}

function centralHeader(fields: CentralFields): Uint8Array {
  const name = Buffer.from(fields.name);
  return Buffer.concat([
    record([4, 0x02014b50], [2, fields.madeBy], ...shared(fields)),
    record([2, name.length], [2, fields.extra.length], [2, fields.comment.length], [2, fields.disk]),
    record([2, fields.internal], [4, fields.external], [4, fields.localOffset]),
    name,
    fields.extra,
    Buffer.from(fields.comment),
  ]);
}

export interface Zip64End {
  readonly recordSize?: number;
  readonly count: number;
  readonly directorySize: number;
  readonly directoryOffset: number;
  readonly recordOffset?: number;
  readonly disks?: number;
}

/** The ZIP64 end record and its locator. */
export function zip64End(end: Zip64End): Uint8Array {
  return record(
    [4, 0x06064b50],
    [8, end.recordSize ?? 44],
    [2, 0x031e],
    [2, 45],
    [4, 0],
    [4, 0],
    [8, end.count],
    [8, end.count],
    [8, end.directorySize],
    [8, end.directoryOffset],
    [4, 0x07064b50],
    [4, 0],
    [8, end.recordOffset ?? end.directoryOffset + end.directorySize],
    [4, end.disks ?? 1],
  );
}

export function extraField(id: number, data: Uint8Array): Uint8Array {
  return Buffer.concat([record([2, id], [2, data.length]), data]);
}

export function record(...fields: readonly Field[]): Uint8Array {
  const bytes = Buffer.alloc(fields.reduce((length, [width]) => length + width, 0));
  let at = 0;
  for (const [width, value] of fields) {
    if (width === 8) bytes.writeBigUInt64LE(BigInt(value), at);
    else bytes.writeUIntLE(value, at, width);
    at += width;
  }
  return bytes;
}

function shared(fields: HeaderFields): Field[] {
  return [
    [2, fields.needed],
    [2, fields.flags],
    [2, fields.method],
    [4, fields.time],
    [4, fields.crc],
    [4, fields.compressedSize],
    [4, fields.size],
  ];
}
