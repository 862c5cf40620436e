/** CRC-32 of what `previous` is the CRC of (nothing by default) followed by these bytes. */
export type Crc32 = (bytes: Uint8Array, previous?: number) => number;

const table = new Uint32Array(256).map((_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) {
    // The polynomial of ISO 3309 and ITU-T V.42, bits reversed.
    remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  }
  return remainder;
});

/** CRC-32 of what `previous` is the CRC of (nothing by default) followed by these bytes. Finds accidents, not attackers. */
export function crc32(bytes: Uint8Array, previous = 0): number {
  let crc = ~previous;
  for (let index = 0; index < bytes.length; index++) {
    // Both indexes are in range by construction; the fallbacks are for the compiler alone.
    crc = (crc >>> 8) ^ (table[(crc ^ (bytes[index] ?? 0)) & 0xff] ?? 0);
  }
  return ~crc >>> 0;
}
