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
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) return null;
  const bytes = new Uint8Array(text.length / 2);
  for (let index = 0; index < bytes.length; index++) {
    bytes[index] = Number.parseInt(text.slice(index * 2, index * 2 + 2), 16);
  }
  return bytes;
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
