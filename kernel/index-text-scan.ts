/** What strings and numbers are made of; as `shared/bundle/scan-text.ts`. No place is 0, so 0 says: not here. */

const quotationMark: u32 = 0x22;
const backslash: u32 = 0x5c;
const lowerU: u32 = 0x75;

/** Printable ASCII that neither ends a string nor escapes. Sixteen bytes at a time; an LF ends it, and each line has one. */
@inline
export function skipPlainText(start: usize): usize {
  let at = start;
  while (true) {
    const bytes = v128.load(at);
    // Signed: what is beyond ASCII is below zero.
    const below = i8x16.lt_s(bytes, i8x16.splat(0x20));
    const ends = v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x5c)));
    const mask = i8x16.bitmask(v128.or(v128.or(below, ends), i8x16.eq(bytes, i8x16.splat(0x7f))));
    if (mask != 0) return at + (ctz(mask) as usize);
    at += 16;
  }
}

/** Whether the string that was skipped last has an escape in it. */
export let hasEscape: bool = false;

/** Behind the closing quotation mark. */
export function skipString(start: usize): usize {
  hasEscape = false;
  let at = start;
  while (true) {
    at = skipPlainText(at);
    const code: u32 = load<u8>(at);
    if (code == quotationMark) return at + 1;
    if (code >= 0x7f) {
      const length = sequenceLength(at, code);
      if (length == 0) return 0;
      at += length;
    } else if (code == backslash) {
      const length = escapeLength(at + 1);
      if (length == 0) return 0;
      hasEscape = true;
      at += length;
    } else return 0;
  }
}

/** Writes what a string says, and returns where that ends. Only for strings that `skipString` has skipped. */
export function unescape(start: usize, end: usize, target: usize): usize {
  let to = target;
  for (let at = start; at < end; ) {
    const byte: u32 = load<u8>(at);
    if (byte != backslash) {
      store<u8>(to++, byte);
      at++;
      continue;
    }
    const code: u32 = load<u8>(at, 1);
    if (code == lowerU) {
      to = storeUtf8(to, unitAt(at + 2) as u32);
      at += 6;
    } else {
      store<u8>(to++, escapedByte(code));
      at += 2;
    }
  }
  return to;
}

/** The length of the well-formed UTF-8 sequence that begins here, 0 if none does: Unicode Standard, table 3-7. */
function sequenceLength(at: usize, first: u32): usize {
  if (first == 0x7f) return 1;
  if (first >= 0xc2 && first <= 0xdf) return isTail(at + 1) ? 2 : 0;
  const second: u32 = load<u8>(at, 1);
  if (first >= 0xe0 && first <= 0xef) {
    const low: u32 = first == 0xe0 ? 0xa0 : 0x80;
    const high: u32 = first == 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high && isTail(at + 2) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const low: u32 = first == 0xf0 ? 0x90 : 0x80;
    const high: u32 = first == 0xf4 ? 0x8f : 0xbf;
    return second >= low && second <= high && isTail(at + 2) && isTail(at + 3) ? 4 : 0;
  }
  return 0;
}

@inline
function isTail(at: usize): bool {
  return (load<u8>(at) & 0xc0) == 0x80;
}

/** With the backslash before `at`; 0 for what is none, and for a surrogate. */
function escapeLength(at: usize): usize {
  const code: u32 = load<u8>(at);
  if (code != lowerU) return escapedByte(code) == 0 ? 0 : 2;
  const unit = unitAt(at + 1);
  return unit < 0 || (unit >= 0xd800 && unit <= 0xdfff) ? 0 : 6;
}

/** RFC 8259 section 7; 0 for what may not follow a backslash. */
function escapedByte(code: u32): u32 {
  switch (code) {
    case 0x22:
    case 0x5c:
    case 0x2f:
      return code;
    case 0x62:
      return 0x08;
    case 0x66:
      return 0x0c;
    case 0x6e:
      return 0x0a;
    case 0x72:
      return 0x0d;
    case 0x74:
      return 0x09;
    default:
      return 0;
  }
}

/** Four hexadecimal digits, or -1. */
function unitAt(at: usize): i32 {
  let unit: i32 = 0;
  for (let index: usize = 0; index < 4; index++) {
    const code: u32 = load<u8>(at + index);
    const lower = code | 0x20;
    if (code >= 0x30 && code <= 0x39) unit = (unit << 4) | ((code - 0x30) as i32);
    else if (lower >= 0x61 && lower <= 0x66) unit = (unit << 4) | ((lower - 0x57) as i32);
    else return -1;
  }
  return unit;
}

/** Of a code point in one UTF-16 unit that is no surrogate. */
function storeUtf8(to: usize, unit: u32): usize {
  if (unit < 0x80) {
    store<u8>(to, unit);
    return to + 1;
  }
  if (unit < 0x800) {
    store<u8>(to, 0xc0 | (unit >>> 6));
    store<u8>(to, 0x80 | (unit & 0x3f), 1);
    return to + 2;
  }
  store<u8>(to, 0xe0 | (unit >>> 12));
  store<u8>(to, 0x80 | ((unit >>> 6) & 0x3f), 1);
  store<u8>(to, 0x80 | (unit & 0x3f), 2);
  return to + 3;
}
