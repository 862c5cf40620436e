/** Bytes with escapes undone. */
export interface UnescapedView {
  readonly bytes: Uint8Array;
  /** Where a byte of the view came from. */
  placeOf(at: number): number;
}

/** JSON in JSON in JSON: nobody nests deeper by accident. */
const mostRounds = 3;
const backslash = 0x5c;
const ampersand = 0x26;
const percent = 0x25;

/**
 * The same bytes with the escapes of JSON, of HTML and XML, and of URLs undone, each kind by itself; those of JSON again until there
 * are none. A kind that does not occur gives no view. What is no escape stays as it is.
 */
export function unescapedViews(bytes: Uint8Array): readonly UnescapedView[] {
  const views: UnescapedView[] = [];
  let outer: UnescapedView = { bytes, placeOf: (at) => at };
  for (let round = 0; round < mostRounds; round++) {
    const { placeOf } = outer;
    const inner = undo(outer.bytes, backslash, readJsonEscape);
    if (inner === null) break;
    outer = { bytes: inner.bytes, placeOf: (at) => placeOf(inner.placeOf(at)) };
    views.push(outer);
  }
  const references = undo(bytes, ampersand, readReference);
  if (references !== null) views.push(references);
  const percents = undo(bytes, percent, readPercent);
  if (percents !== null) views.push(percents);
  return views;
}

interface Escape {
  /** Bytes that it takes, with its mark. */
  readonly length: number;
  /** A code point, or a byte that may be a part of one. */
  readonly value: number;
  readonly isByte: boolean;
}

type ReadEscape = (bytes: Uint8Array, at: number) => Escape | null;

/** Null when there is no escape of this kind. */
function undo(bytes: Uint8Array, mark: number, read: ReadEscape): UnescapedView | null {
  let target: Uint8Array | null = null;
  let filled = 0;
  let copied = 0;
  // Behind each escape: the place in the view, and the place in the bytes.
  const viewPlaces: number[] = [0];
  const places: number[] = [0];
  for (let at = bytes.indexOf(mark); at !== -1; ) {
    const found = read(bytes, at);
    if (found === null) {
      at = bytes.indexOf(mark, at + 1);
      continue;
    }
    // Nothing grows: the shortest escape of a code point has as many bytes as its UTF-8, or more.
    target ??= new Uint8Array(bytes.length);
    target.set(bytes.subarray(copied, at), filled);
    filled += at - copied;
    viewPlaces.push(filled);
    places.push(at);
    if (found.isByte || found.value < 0x80) target[filled++] = found.value;
    else for (const byte of utf8Of(found.value)) target[filled++] = byte;
    copied = at + found.length;
    viewPlaces.push(filled);
    places.push(copied);
    at = bytes.indexOf(mark, copied);
  }
  if (target === null) return null;
  target.set(bytes.subarray(copied), filled);
  filled += bytes.length - copied;
  return {
    bytes: target.subarray(0, filled),
    placeOf(at) {
      const behind = lastUpTo(viewPlaces, at);
      return Math.min((places[behind] ?? 0) + at - (viewPlaces[behind] ?? 0), bytes.length);
    },
  };
}

/** The index of the last of ascending numbers that is at most `limit`; the first one is. */
function lastUpTo(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

const simpleEscapes: ReadonlyMap<number, number> = new Map(
  Object.entries({ '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }).map(
    ([written, meant]) => [written.charCodeAt(0), meant.charCodeAt(0)],
  ),
);

/** RFC 8259 section 7. */
function readJsonEscape(bytes: Uint8Array, at: number): Escape | null {
  const simple = simpleEscapes.get(bytes[at + 1] ?? 0);
  if (simple !== undefined) return { length: 2, value: simple, isByte: false };
  const unit = readUnit(bytes, at);
  if (unit === null) return null;
  const isHigh = unit >= 0xd800 && unit <= 0xdbff;
  const low = isHigh ? readUnit(bytes, at + 6) : null;
  if (low === null || low < 0xdc00 || low > 0xdfff) return { length: 6, value: unit, isByte: false };
  return { length: 12, value: 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00), isByte: false };
}

/** `\u0061`. */
function readUnit(bytes: Uint8Array, at: number): number | null {
  if (bytes[at] !== backslash || bytes[at + 1] !== 0x75) return null;
  return readDigits(bytes, at + 2, 4);
}

function readPercent(bytes: Uint8Array, at: number): Escape | null {
  const value = readDigits(bytes, at + 1, 2);
  return value === null ? null : { length: 3, value, isByte: true };
}

/** Exactly so many hexadecimal digits. */
function readDigits(bytes: Uint8Array, at: number, count: number): number | null {
  let value = 0;
  for (let index = at; index < at + count; index++) {
    const digit = digitOf(bytes[index] ?? 0);
    if (digit === null) return null;
    value = value * 16 + digit;
  }
  return value;
}

function digitOf(code: number): number | null {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : null;
}

const namedReferences: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00a0'],
]);
const longestReference = 12;

/** The references that programs write when they escape: by number, and the names that XML has. */
function readReference(bytes: Uint8Array, at: number): Escape | null {
  // Most of these marks are no reference, and making texts of them costs more than all else here (measured).
  const next = bytes[at + 1] ?? 0;
  if (next !== 0x23 && (next < 0x61 || next > 0x7a)) return null;
  const end = bytes.subarray(at, at + longestReference).indexOf(0x3b);
  if (end === -1) return null;
  const name = String.fromCharCode(...bytes.subarray(at + 1, at + end));
  const named = namedReferences.get(name)?.charCodeAt(0);
  const [, hex, decimal] = /^#(?:[xX]([0-9a-fA-F]+)|([0-9]+))$/.exec(name) ?? [];
  const value =
    named ?? (hex !== undefined ? Number.parseInt(hex, 16) : decimal !== undefined ? Number(decimal) : null);
  if (value === null || value > 0x10ffff) return null;
  return { length: end + 1, value, isByte: false };
}

/** As `TextEncoder` does it, and half of a pair as if it were a character. */
function utf8Of(codePoint: number): readonly number[] {
  const tail = (shift: number) => 0x80 | ((codePoint >> shift) & 0x3f);
  if (codePoint < 0x800) return [0xc0 | (codePoint >> 6), tail(0)];
  if (codePoint < 0x10000) return [0xe0 | (codePoint >> 12), tail(6), tail(0)];
  return [0xf0 | (codePoint >> 18), tail(12), tail(6), tail(0)];
}
