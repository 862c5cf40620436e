import type { ByteSource } from '../bytes/byte-source.ts';
import { equalBytes } from '../bytes/equal.ts';
import type { ByteOffset } from '../bytes/units.ts';
import type { CentralHeader } from './zip-central.ts';
import { parseCompression } from './zip-compression.ts';
import { longestExtra, parseExtraFields, resolveZip64 } from './zip-extra.ts';
import { layoutError, ZipFields } from './zip-fields.ts';
import { lengths, sentinel32, signatures } from './zip-format.ts';

/**
 * Reads the local header of a member, which must say the same as its central one, and returns where the data begins.
 * `limit` is where the next member or the directory begins: a local header never reaches beyond it.
 */
export async function readLocalHeader(
  source: ByteSource,
  central: CentralHeader,
  limit: ByteOffset,
): Promise<ByteOffset> {
  const { localOffset, path } = central;
  const longest = lengths.localHeader + central.nameBytes.length + longestExtra;
  const bytes = await source.read(localOffset, Math.min(longest, limit - localOffset));
  const header = new ZipFields(bytes, localOffset);
  if (bytes.length < lengths.localHeader || !header.hasSignature(signatures.localHeader)) {
    throw layoutError('a local header', 'other bytes', localOffset, path);
  }
  const nameLength = header.uint16(26);
  const extraLength = header.uint16(28);
  const extraAt = lengths.localHeader + nameLength;
  const dataAt = extraAt + extraLength;
  if (dataAt > bytes.length) {
    throw layoutError(`a local header of at most ${bytes.length} bytes`, `${dataAt}`, localOffset, path);
  }
  parseCompression(header, 4, path);
  if (!equalBytes(header.bytes.subarray(6, 14), central.repeatedBytes)) {
    throw layoutError('flags, method and time of the central header', 'others', localOffset + 6, path);
  }
  if (!equalBytes(header.bytes.subarray(lengths.localHeader, extraAt), central.nameBytes)) {
    throw layoutError(
      'the name of the central header',
      'another one',
      localOffset + lengths.localHeader,
      path,
    );
  }
  const zip64 = parseExtraFields(new ZipFields(bytes.subarray(extraAt, dataAt), localOffset + extraAt), path);
  requireSameSizes(header, zip64, central);
  return localOffset + dataAt;
}

/** Where a descriptor follows the data, the writer knew no sizes yet and may have left them zero (4.4.4, bit 3). */
function requireSameSizes(header: ZipFields, zip64: ZipFields | null, central: CentralHeader): void {
  const claimed = [header.uint32(22), header.uint32(18)];
  const [size, compressedSize] = resolveZip64(claimed, sentinel32, zip64, header, central.path);
  const pairs = [
    ['CRC', header.uint32(14), central.crc32, 14],
    ['compressed size', compressedSize, central.compressedSize, 18],
    ['size', size, central.size, 22],
  ] as const;
  for (const [what, found, expected, at] of pairs) {
    if (found === expected || (central.hasDescriptor && found === 0)) continue;
    throw layoutError(
      `${what} ${expected} of the central header`,
      `${found}`,
      header.offset + at,
      central.path,
    );
  }
}
