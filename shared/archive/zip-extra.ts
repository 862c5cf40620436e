import { equalBytes } from '../bytes/equal.ts';
import { layoutError, ZipFields } from './zip-fields.ts';

/** All fields that are allowed, each at its longest, fit in here: ZIP64 28, UT 13, ux 23, NTFS 32, four headers. */
export const longestExtra = 128;

const zip64Id = 0x0001;

/**
 * Fields that stock tools write and that say nothing about the content, each with its only allowed form.
 * 0x7075, a second name for the member, is missing on purpose, and so is every field that nobody needs.
 */
const harmless: ReadonlyMap<number, (data: ZipFields) => boolean> = new Map([
  // Info-ZIP, extended timestamps: in the central directory only the modification time is repeated.
  [0x5455, ({ bytes }: ZipFields) => [1, 5, 9, 13].includes(bytes.length) && (bytes[0] ?? 0) <= 7],
  // Info-ZIP, new Unix: version 1, then user and group, each behind its length.
  [
    0x7875,
    ({ bytes }: ZipFields) => {
      const userBytes = bytes[1] ?? 0;
      const groupBytes = bytes[2 + userBytes] ?? 0;
      const isShort = userBytes <= 8 && groupBytes <= 8;
      return bytes[0] === 1 && isShort && bytes.length === 3 + userBytes + groupBytes;
    },
  ],
  // NTFS: four reserved bytes, then attribute 1, three times.
  [0x000a, (data: ZipFields) => equalBytes(data.bytes.subarray(4, 8), ntfsTimes) && data.bytes.length === 32],
]);

const ntfsTimes = Uint8Array.of(0x01, 0x00, 0x18, 0x00);

/** Parses the extra fields of one header and returns the ZIP64 one. Throws FormatError `zip-layout` for any other. */
export function parseExtraFields(extra: ZipFields, member: string): ZipFields | null {
  const seen = new Set<number>();
  let zip64: ZipFields | null = null;
  let at = 0;
  while (at < extra.bytes.length) {
    const offset = extra.offset + at;
    const rest = extra.bytes.length - at - 4;
    if (rest < 0 || extra.uint16(at + 2) > rest) {
      throw layoutError(
        'extra fields that fill their room exactly',
        `${rest + 4} bytes left`,
        offset,
        member,
      );
    }
    const id = extra.uint16(at);
    const length = extra.uint16(at + 2);
    const data = new ZipFields(extra.bytes.subarray(at + 4, at + 4 + length), offset + 4);
    const shownId = `0x${id.toString(16).padStart(4, '0')}`;
    if (seen.has(id)) throw layoutError('each extra field once', `${shownId} again`, offset, member);
    if (id === zip64Id) zip64 = data;
    else if (!harmless.get(id)?.(data)) {
      throw layoutError('known extra fields', `${shownId} with ${length} bytes`, offset, member);
    }
    seen.add(id);
    at += 4 + length;
  }
  return zip64;
}

/**
 * The true values of header fields: each is itself, or its turn in the ZIP64 field when it is the sentinel
 * (4.5.3, always in this order). The ZIP64 field must hold exactly the values that are looked up in it.
 */
export function resolveZip64(
  values: readonly number[],
  sentinel: number,
  zip64: ZipFields | null,
  header: ZipFields,
  member: string,
): readonly number[] {
  const lookedUp = values.filter((value) => value === sentinel).length;
  const found = zip64?.bytes.length ?? 0;
  if (found !== lookedUp * 8 || (zip64 !== null && lookedUp === 0)) {
    const expected = `${lookedUp * 8} bytes of ZIP64 sizes`;
    throw layoutError(expected, `${found} bytes`, zip64?.offset ?? header.offset, member);
  }
  let at = 0;
  return values.map((value) => {
    if (value !== sentinel || zip64 === null) return value;
    at += 8;
    return zip64.uint64(at - 8);
  });
}
