import { backslash, lowerU, nine, quotationMark, space, zero } from '../bytes/ascii.ts';
import { byteAt } from '../bytes/element-at.ts';
import type { ByteOffset } from '../bytes/units.ts';

/** What every function that reads on returns where it cannot. */
export const fail = -1;

/** Printable ASCII that neither ends a string nor escapes. Most bytes of a log are these: one look-up for each. */
export const isPlainText = new Uint8Array(256).map((_, byte) =>
  byte >= space && byte < 0x7f && byte !== quotationMark && byte !== backslash ? 1 : 0,
);
/** What may follow a backslash, apart from `u` (RFC 8259 section 7). */
const isEscape = new Uint8Array(256);
for (const character of '"\\/bfnrt') isEscape[character.charCodeAt(0)] = 1;

export function skipPlainText(bytes: Uint8Array, start: ByteOffset): ByteOffset {
  let at = start;
  while (isPlainText[bytes[at] ?? 0] === 1) at += 1;
  return at;
}

/** With the backslash before `at`; 0 for what is none, and for a surrogate. */
export function escapeLength(bytes: Uint8Array, at: ByteOffset): number {
  const code = bytes[at] ?? 0;
  if (isEscape[code] === 1) return 2;
  if (code !== lowerU) return 0;
  let unit = 0;
  for (let index = 1; index <= 4; index++) {
    const digit = Number.parseInt(String.fromCharCode(bytes[at + index] ?? 0), 16);
    if (Number.isNaN(digit)) return 0;
    unit = unit * 16 + digit;
  }
  return unit >= 0xd800 && unit <= 0xdfff ? 0 : 6;
}

export function skipDigits(bytes: Uint8Array, start: ByteOffset): ByteOffset {
  let at = start;
  while (isDigit(bytes[at] ?? 0)) at += 1;
  return at;
}

export function skipWord(bytes: Uint8Array, at: ByteOffset): ByteOffset {
  if (isText(bytes, at, at + 4, 'true') || isText(bytes, at, at + 4, 'null')) return at + 4;
  return isText(bytes, at, at + 5, 'false') ? at + 5 : fail;
}

/** The value of so many digits, or `fail` if one is none. They are never more than 15: longer numbers are not read. */
export function readDigits(bytes: Uint8Array, at: ByteOffset, length: number): number {
  let value = 0;
  for (let index = 0; index < length; index++) {
    const code = byteAt(bytes, at + index);
    if (!isDigit(code)) return fail;
    value = value * 10 + code - zero;
  }
  return value;
}

export function isText(bytes: Uint8Array, at: ByteOffset, end: ByteOffset, text: string): boolean {
  if (end - at !== text.length) return false;
  for (let index = 0; index < text.length; index++) {
    if (bytes[at + index] !== text.charCodeAt(index)) return false;
  }
  return true;
}

export function isDigit(code: number): boolean {
  return code >= zero && code <= nine;
}

/** Of bytes that are ASCII. */
export function toText(bytes: Uint8Array, at = 0, end = 0): string {
  return String.fromCharCode(...bytes.subarray(at, end));
}
