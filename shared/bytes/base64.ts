const standard = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const urlSafe = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const standardValues = valuesOf(standard);
const urlSafeValues = valuesOf(urlSafe);

/** RFC 4648 section 4, padded. */
export function toBase64(bytes: Uint8Array): string {
  const text = render(bytes, standard);
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

/**
 * The inverse of `toBase64`: null for every other spelling of the same bytes (missing padding, line breaks,
 * trailing bits that are not zero), because two spellings of one signature would be two signatures.
 */
export function parseBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return parse(text.slice(0, text.length - padding), standardValues);
}

/** RFC 4648 section 5, without padding, as JOSE and SD-JWT write it. */
export function toBase64Url(bytes: Uint8Array): string {
  return render(bytes, urlSafe);
}

/** The inverse of `toBase64Url`; null for padding and for every other spelling. */
export function parseBase64Url(text: string): Uint8Array | null {
  return parse(text, urlSafeValues);
}

function valuesOf(alphabet: string): ReadonlyMap<string, number> {
  return new Map([...alphabet].map((character, value) => [character, value]));
}

function render(bytes: Uint8Array, alphabet: string): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text += alphabet[(buffer >> bits) & 63];
    }
  }
  if (bits > 0) text += alphabet[(buffer << (6 - bits)) & 63];
  return text;
}

function parse(unpadded: string, values: ReadonlyMap<string, number>): Uint8Array | null {
  // One character carries 6 bits, less than a byte: no bytes are written with 4n + 1 characters.
  if (unpadded.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((unpadded.length * 6) / 8));
  let buffer = 0;
  let bits = 0;
  let length = 0;
  for (const character of unpadded) {
    const value = values.get(character);
    if (value === undefined) return null;
    buffer = ((buffer << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = (buffer >> bits) & 0xff;
    }
  }
  const trailingBits = buffer & ((1 << bits) - 1);
  return trailingBits === 0 ? bytes : null;
}
