import type { ByteOffset } from '../../../../shared/bytes/units.ts';

export interface HexRow {
  /** Of the first byte of the row, from the start of the file that holds the line. */
  readonly position: ByteOffset;
  readonly hex: string;
  /** Printable ASCII as it is, a middle dot for every other byte. */
  readonly ascii: string;
}

/** Bytes in rows of eight or sixteen, with a wider gap after the eighth, as every hex dump has it. */
export function hexRows(bytes: Uint8Array, offset: ByteOffset, bytesPerRow: 8 | 16): readonly HexRow[] {
  const rows: HexRow[] = [];
  for (let start = 0; start < bytes.length; start += bytesPerRow) {
    const row = Array.from(bytes.subarray(start, start + bytesPerRow));
    const digits = row.map((byte) => byte.toString(16).padStart(2, '0'));
    rows.push({
      position: offset + start,
      hex: [digits.slice(0, 8).join(' '), digits.slice(8).join(' ')].filter((half) => half !== '').join('  '),
      ascii: row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join(''),
    });
  }
  return rows;
}
