import { decodeUtf8 } from '../bytes/utf8.ts';
import type { NumberRange } from '../query/query-tree.ts';
import type { TextQuestion } from './text/texts-that.ts';

/** RFC 8259 section 6: what JSON calls a number. `0x10`, `+1` and `1.` are texts. */
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const longestNumber = 400;
const minus = 0x2d;
const zero = 0x30;
const nine = 0x39;

/** Whether a text spells a number in the range. */
export function isInRange({ from, to }: NumberRange): TextQuestion {
  return (bytes, start, end) => {
    const value = spelledNumber(bytes, start, end);
    if (value === null) return false;
    if (from !== null && !(from.isIncluded ? value >= from.value : value > from.value)) return false;
    return to === null || (to.isIncluded ? value <= to.value : value < to.value);
  };
}

/** The number that a text spells, or null. Whole numbers of few digits are nearly all there are, and need no string. */
export function spelledNumber(bytes: Uint8Array, start: number, end: number): number | null {
  const first = bytes[start] ?? 0;
  const length = end - start;
  if (length === 0 || length > longestNumber || !(isDigit(first) || first === minus)) return null;
  if (length > 15 || first === minus) return numberOf(decodeUtf8(bytes.subarray(start, end)));
  let value = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (!isDigit(byte)) return numberOf(decodeUtf8(bytes.subarray(start, end)));
    value = value * 10 + byte - zero;
  }
  return first === zero && length > 1 ? null : value;
}

function numberOf(text: string): number | null {
  return text.length <= longestNumber && jsonNumber.test(text) ? Number(text) : null;
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= nine;
}
