import type { ByteSource } from '../bytes/byte-source.ts';
import type { ByteCount, ByteOffset } from '../bytes/units.ts';
import type { CentralHeader } from './zip-central.ts';
import { layoutError, ZipFields } from './zip-fields.ts';
import { signatures } from './zip-format.ts';

/**
 * Accepts between the data of a member and the next member no bytes, or a data descriptor (4.3.9) where the flags
 * announce one; throws FormatError `zip-layout` for all else. Its form, with or without signature and with sizes of 4 or 8 bytes, follows from its length.
 */
export async function requireDescriptor(
  source: ByteSource,
  central: CentralHeader,
  offset: ByteOffset,
  length: ByteCount,
): Promise<void> {
  const { path } = central;
  if (!central.hasDescriptor) {
    if (length !== 0)
      throw layoutError('the next header right behind the data', `${length} bytes`, offset, path);
    return;
  }
  if (length !== 12 && length !== 16 && length !== 20 && length !== 24) {
    throw layoutError('a data descriptor', `${length} bytes`, offset, path);
  }
  const descriptor = new ZipFields(await source.read(offset, length), offset);
  const isSigned = length === 16 || length === 24;
  const isLong = length >= 20;
  if (isSigned && !descriptor.hasSignature(signatures.descriptor)) {
    throw layoutError('the signature of a data descriptor', 'other bytes', offset, path);
  }
  const crcAt = isSigned ? 4 : 0;
  const sizeBytes = isLong ? 8 : 4;
  const sizeAt = (at: ByteOffset) => (isLong ? descriptor.uint64(at) : descriptor.uint32(at));
  const found = [descriptor.uint32(crcAt), sizeAt(crcAt + 4), sizeAt(crcAt + 4 + sizeBytes)].join(', ');
  const expected = [central.crc32, central.compressedSize, central.size].join(', ');
  if (found !== expected) {
    throw layoutError(`CRC and sizes ${expected} of the central header`, found, offset + crcAt, path);
  }
}
