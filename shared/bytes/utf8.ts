import { FormatError, type FormatPlace } from './errors.ts';
import type { ByteOffset } from './units.ts';

// The platform's defaults drop a BOM and put U+FFFD in place of damage: text that was never signed.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lossyDecoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true });
const encoder = new TextEncoder();

/**
 * The text of exactly these bytes; a BOM stays in it as U+FEFF.
 * Throws FormatError `utf8` whose offset is `place.offset` (0 by default) plus that of the first wrong sequence.
 */
export function decodeUtf8(bytes: Uint8Array, place: FormatPlace = {}): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    const at = firstInvalidOffset(bytes);
    const found = [...bytes.subarray(at, at + 4)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const offset = (place.offset ?? 0) + at;
    throw new FormatError(
      'utf8',
      `Expected UTF-8, found ${found} at byte ${offset}.`,
      { ...place, offset },
      cause,
    );
  }
}

/** For bytes that are no text as a whole and are to be found all the same: U+FFFD stands for what cannot be read. */
export function decodeUtf8Lossily(bytes: Uint8Array): string {
  return lossyDecoder.decode(bytes);
}

/** Lone surrogates become U+FFFD, so text that came from evidence must have been refused before if it has any. */
export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Walks the well-formed sequences of the Unicode Standard, table 3-7, to the first byte that begins none. */
function firstInvalidOffset(bytes: Uint8Array): ByteOffset {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return at;
}

/** The length of the well-formed sequence that begins at `at`; 0 if none does. */
export function sequenceLength(bytes: Uint8Array, at: ByteOffset): number {
  const isBetween = (index: number, low: number, high: number) => {
    const byte = bytes[at + index];
    return byte !== undefined && byte >= low && byte <= high;
  };
  const isTail = (index: number) => isBetween(index, 0x80, 0xbf);
  const first = bytes[at] ?? 0;
  if (first <= 0x7f) return 1;
  if (first >= 0xc2 && first <= 0xdf) return isTail(1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    // E0 80..9F would be overlong, ED A0..BF a surrogate.
    const low = first === 0xe0 ? 0xa0 : 0x80;
    const high = first === 0xed ? 0x9f : 0xbf;
    return isBetween(1, low, high) && isTail(2) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    // F0 80..8F would be overlong, F4 90..BF beyond U+10FFFF.
    const low = first === 0xf0 ? 0x90 : 0x80;
    const high = first === 0xf4 ? 0x8f : 0xbf;
    return isBetween(1, low, high) && isTail(2) && isTail(3) ? 4 : 0;
  }
  return 0;
}
