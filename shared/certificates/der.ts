import { byteAt } from '../bytes/element-at.ts';
import { FormatError, type FormatErrorCode } from '../bytes/errors.ts';
import { limits } from '../bytes/limits.ts';
import { tryParse } from '../bytes/try-parse.ts';
import type { ByteOffset } from '../bytes/units.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';

export type DerLimits = Pick<typeof limits, 'derDepth' | 'derElements'>;

/**
 * Refuses everything but one value in DER (X.690 sections 8, 10 and 11), from the first byte to the last.
 * BER has several spellings of a value, and a library that reads them all shows one thing where another program shows a
 * second. Throws FormatError with the code of the format inside, and the offset; `member-limit` for what is only too much.
 */
export function assertDer(
  bytes: Uint8Array,
  code: FormatErrorCode,
  maximum: { readonly [Name in keyof DerLimits]: number } = limits,
): void {
  const walk: Walk = { bytes, code, maximum, elements: 0 };
  const end = walkElement(walk, 0, bytes.length, 0);
  if (end !== bytes.length) throw wrong(walk, 'nothing behind the value', `${bytes.length - end} bytes`, end);
}

interface Walk {
  readonly bytes: Uint8Array;
  readonly code: FormatErrorCode;
  readonly maximum: { readonly [Name in keyof DerLimits]: number };
  elements: number;
}

const sequenceTag = 0x30;
const setTag = 0x31;

/** Universal types that X.509, CMS and time stamps use. Others (REAL, EXTERNAL) only widen what may go wrong. */
const primitiveTags: ReadonlySet<number> = new Set([
  1, 2, 3, 4, 5, 6, 10, 12, 18, 19, 20, 22, 23, 24, 26, 27, 28, 30,
]);

/** Checks the element at `at`, which must end by `limit`; gives the offset behind it. */
function walkElement(walk: Walk, at: ByteOffset, limit: ByteOffset, depth: number): ByteOffset {
  const { bytes, maximum } = walk;
  walk.elements += 1;
  if (walk.elements > maximum.derElements) {
    throw tooMuch(`at most ${maximum.derElements} elements (derElements)`, at);
  }
  if (depth > maximum.derDepth) throw tooMuch(`at most ${maximum.derDepth} levels (derDepth)`, at);
  const tag = bytes[at];
  if (tag === undefined || at >= limit) throw wrong(walk, 'an element', 'the end', at);
  if ((tag & 0x1f) === 0x1f) throw wrong(walk, 'a tag number below 31', 'a longer one', at);
  const { start, end } = readLength(walk, at, limit);
  const isConstructed = (tag & 0x20) !== 0;
  const isUniversal = (tag & 0xc0) === 0;
  if (isUniversal && tag !== sequenceTag && tag !== setTag && !primitiveTags.has(tag)) {
    throw wrong(walk, 'a type that is used here, in its one form', `tag ${tag.toString(16)}`, at);
  }
  if (!isConstructed) {
    if (isUniversal) checkPrimitive(walk, tag, start, end);
    return end;
  }
  let next = start;
  let before: Uint8Array | null = null;
  while (next < end) {
    const from = next;
    next = walkElement(walk, from, end, depth + 1);
    if (tag !== setTag) continue;
    // X.690 section 11.6: otherwise one set could be written, and digested, in several orders.
    const element = bytes.subarray(from, next);
    if (before !== null && isAfter(before, element)) {
      throw wrong(walk, 'the elements of a set in ascending order', 'another order', from);
    }
    before = element;
  }
  return end;
}

/** X.690 section 10.1: definite, and in as few bytes as possible. */
function readLength(walk: Walk, at: ByteOffset, limit: ByteOffset) {
  const first = walk.bytes[at + 1];
  if (first === undefined || at + 1 >= limit) throw wrong(walk, 'a length', 'the end', at + 1);
  if (first === 0x80) throw wrong(walk, 'a definite length', 'an indefinite one', at + 1);
  const count = first < 0x80 ? 0 : first & 0x7f;
  // Four bytes state four gigabytes, more than any limit lets through.
  if (count > 4 || at + 2 + count > limit)
    throw wrong(walk, 'a length within the value', 'a longer one', at + 1);
  let length = first;
  if (count > 0) {
    length = walk.bytes.subarray(at + 2, at + 2 + count).reduce((value, byte) => value * 256 + byte, 0);
    if (length < 0x80 || length < 256 ** (count - 1)) {
      throw wrong(walk, 'a length in as few bytes as possible', `${count} bytes for ${length}`, at + 1);
    }
  }
  const start = at + 2 + count;
  if (length > limit - start) throw wrong(walk, `at most ${limit - start} bytes`, String(length), at + 1);
  return { start, end: start + length };
}

function checkPrimitive(walk: Walk, tag: number, start: ByteOffset, end: ByteOffset): void {
  const content = walk.bytes.subarray(start, end);
  const expected = defectOf(tag, content);
  if (expected !== null) throw wrong(walk, expected, 'another spelling', start);
}

/** What the content of this type must be and is not; null when it is. */
function defectOf(tag: number, content: Uint8Array): string | null {
  const [first = 0, second = 0] = content;
  switch (tag) {
    case 1:
      return content.length === 1 && (first === 0 || first === 0xff) ? null : 'a boolean as 00 or ff';
    case 2:
    case 10: {
      const isPadded = (first === 0 && second < 0x80) || (first === 0xff && second >= 0x80);
      return content.length === 1 || (content.length > 1 && !isPadded)
        ? null
        : 'an integer in as few bytes as possible';
    }
    case 3: {
      const last = content.at(-1) ?? 0;
      const isZeroPadded = first <= 7 && (last & ((1 << first) - 1)) === 0;
      return content.length > 1 ? (isZeroPadded ? null : 'unused bits that are zero') : bareBits(content);
    }
    case 5:
      return content.length === 0 ? null : 'a null without content';
    case 6:
      return isObjectId(content) ? null : 'an object identifier in as few bytes as possible';
    case 12:
      // OpenSSL refuses the whole certificate, and what is shown of such a text would be somebody's guess.
      return tryParse(() => decodeUtf8(content)).kind === 'value' ? null : 'a text in UTF-8';
    case 23:
      return /^\d{12}Z$/.test(toAscii(content)) ? null : 'a time as YYMMDDhhmmssZ';
    case 24:
      return /^\d{14}(?:\.\d*[1-9])?Z$/.test(toAscii(content)) ? null : 'a time as YYYYMMDDhhmmss[.f]Z';
    default:
      return null;
  }
}

/** Bits of which there are none are written as the one byte 00. */
function bareBits(content: Uint8Array): string | null {
  return content.length === 1 && content[0] === 0 ? null : 'a count of unused bits';
}

function isObjectId(content: Uint8Array): boolean {
  const last = content.at(-1);
  if (last === undefined || last >= 0x80) return false;
  return content.every((byte, index) => byte !== 0x80 || (content[index - 1] ?? 0) >= 0x80);
}

function toAscii(content: Uint8Array): string {
  return String.fromCharCode(...content.subarray(0, 40));
}

/**
 * X.690 section 11.6. It pads the shorter one with zeros, which decides nothing: two elements differ in tag, length or
 * content before the shorter one ends.
 */
function isAfter(left: Uint8Array, right: Uint8Array): boolean {
  const at = left.findIndex((byte, index) => byte !== right[index]);
  return at >= 0 && byteAt(left, at) > byteAt(right, at);
}

function wrong(walk: Walk, expected: string, found: string, offset: ByteOffset): FormatError {
  return new FormatError(walk.code, `Expected ${expected}, found ${found} at byte ${offset} of DER.`, {
    offset,
  });
}

/** Not wrong by that: another program may well read it. */
function tooMuch(expected: string, offset: ByteOffset): FormatError {
  return new FormatError('member-limit', `Expected ${expected} of DER, found more.`, { offset });
}
