/** CRC-32 of what `previous` is the CRC of (nothing by default) followed by these bytes. */
export type Crc32 = (bytes: Uint8Array, previous?: number) => number;

/** Bytes that are taken at once: eight look-ups that do not wait for one another take a third of the time (measured). */
const stride = 8;

/** `tables[n * 256 + byte]` is what `byte` does to the remainder when n more bytes follow it in the stride. */
const tables = new Int32Array(stride * 256);
for (let byte = 0; byte < 256; byte++) {
  let remainder = byte;
  // The polynomial of ISO 3309 and ITU-T V.42, bits reversed.
  for (let bit = 0; bit < 8; bit++)
    remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  tables[byte] = remainder;
}
for (let at = 256; at < tables.length; at++) {
  const remainder = look(at - 256);
  tables[at] = (remainder >>> 8) ^ look(remainder & 0xff);
}

/** CRC-32 of what `previous` is the CRC of (nothing by default) followed by these bytes. Finds accidents, not attackers. */
export function crc32(bytes: Uint8Array, previous = 0): number {
  let crc = ~previous;
  let at = 0;
  for (const end = bytes.length - (bytes.length % stride); at < end; at += stride) {
    const low =
      crc ^
      (byteAt(bytes, at) |
        (byteAt(bytes, at + 1) << 8) |
        (byteAt(bytes, at + 2) << 16) |
        (byteAt(bytes, at + 3) << 24));
    crc =
      look(0x700 | (low & 0xff)) ^
      look(0x600 | ((low >>> 8) & 0xff)) ^
      look(0x500 | ((low >>> 16) & 0xff)) ^
      look(0x400 | (low >>> 24)) ^
      look(0x300 | byteAt(bytes, at + 4)) ^
      look(0x200 | byteAt(bytes, at + 5)) ^
      look(0x100 | byteAt(bytes, at + 6)) ^
      look(byteAt(bytes, at + 7));
  }
  for (; at < bytes.length; at++) crc = (crc >>> 8) ^ look((crc ^ byteAt(bytes, at)) & 0xff);
  return ~crc >>> 0;
}

// Indexes are in range by construction; the fallbacks are for the compiler alone.
function look(at: number): number {
  return tables[at] ?? 0;
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}
