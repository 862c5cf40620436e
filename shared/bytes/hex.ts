const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

const digitCodes = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));

/** Two lowercase digits per byte. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += digits[byte];
  return text;
}

/** Writes what `toHex` gives to `target` from `at`, as ASCII and without making a string. */
export function writeHex(bytes: Uint8Array, target: Uint8Array, at: number): void {
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] ?? 0;
    target[at + 2 * index] = digitCodes[byte >> 4] ?? 0;
    target[at + 2 * index + 1] = digitCodes[byte & 15] ?? 0;
  }
}

/** The inverse of `toHex`, and nothing more: null for capitals, an odd length or any other character. */
export function parseHex(text: string): Uint8Array | null {
  if (text.length % 2 !== 0) return null;
  const bytes = new Uint8Array(text.length / 2);
  for (let index = 0; index < bytes.length; index++) {
    const high = digitOf(text.charCodeAt(2 * index));
    const low = digitOf(text.charCodeAt(2 * index + 1));
    if (high === -1 || low === -1) return null;
    bytes[index] = 16 * high + low;
  }
  return bytes;
}

/** The value of a lowercase digit by its character code, or -1. */
function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  return code >= 0x61 && code <= 0x66 ? code - 0x57 : -1;
}

/** Whether `length` bytes of `bytes` from `offset` are what the text from `textAt` spells as `toHex` does, without making a string. */
export function isHexOf(
  text: Uint8Array,
  textAt: number,
  bytes: Uint8Array,
  offset: number,
  length: number,
): boolean {
  for (let index = 0; index < length; index++) {
    const byte = bytes[offset + index] ?? 0;
    if (text[textAt + 2 * index] !== digitCodes[byte >> 4]) return false;
    if (text[textAt + 2 * index + 1] !== digitCodes[byte & 15]) return false;
  }
  return true;
}
