import { FormatError } from '../bytes/errors.ts';
import type { ByteOffset } from '../bytes/units.ts';

/** The fields of a record of a ZIP file; all are little-endian. */
export class ZipFields {
  readonly bytes: Uint8Array;
  /** Of the first byte, in the file. */
  readonly offset: ByteOffset;
  private readonly view: DataView;

  constructor(bytes: Uint8Array, offset: ByteOffset) {
    this.bytes = bytes;
    this.offset = offset;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  uint16(at: ByteOffset): number {
    return this.view.getUint16(at, true);
  }

  uint32(at: ByteOffset): number {
    return this.view.getUint32(at, true);
  }

  /** Throws FormatError `zip-layout` for a number that no file reaches and a double cannot hold. */
  uint64(at: ByteOffset): number {
    const value = this.view.getBigUint64(at, true);
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) {
      throw layoutError('a size or offset below 2^53', String(value), this.offset + at);
    }
    return Number(value);
  }

  hasSignature(signature: number): boolean {
    return this.bytes.length >= 4 && this.uint32(0) === signature;
  }
}

/** A ZIP whose parts contradict each other, or has bytes that no part explains. */
export function layoutError(
  expected: string,
  found: string,
  offset: ByteOffset,
  member?: string,
): FormatError {
  const place = member === undefined ? { offset } : { member, offset };
  return new FormatError('zip-layout', `Expected ${expected}, found ${found} at byte ${offset}.`, place);
}
