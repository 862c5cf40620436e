import { caredFor, ends, found, literal, literalBytes, smallBits, texts } from './text-areas';

/** Text is looked through in steps of so many bytes. */
const step: usize = 64;

let length: usize = 0;
/** Two bytes of the literal that few texts have: where they are in it. */
let one: usize = 0;
let other: usize = 0;
let isBoundAtStart: bool = false;
let isBoundAtEnd: bool = false;

/** Takes the first `bytes` bytes of the literal area as what is looked for; a bound counts where the literal has a word there. */
export function setLiteral(bytes: u32, oneAt: u32, otherAt: u32, boundAtStart: bool, boundAtEnd: bool): void {
  length = bytes;
  one = oneAt;
  other = otherAt;
  memory.fill(literal + bytes, 0, literalBytes - bytes);
  for (let at: usize = 0; at < literalBytes; at++) {
    store<u8>(smallBits + at, isSmallLetter(load<u8>(literal + at)) ? 0x20 : 0);
    store<u8>(caredFor + at, at < bytes ? 0xff : 0);
  }
  isBoundAtStart = boundAtStart && isOfWord(load<u8>(literal));
  isBoundAtEnd = boundAtEnd && isOfWord(load<u8>(literal + bytes - 1));
}

/**
 * Sets the bit of each of the first `count` texts that has the literal in it, and returns how many have. The bits begin
 * at `firstBit`, the ends of the texts are counted from `base`. Whatever the ends are, nothing behind the last is looked at.
 */
export function markTexts(base: u32, count: u32, firstBit: u32): u32 {
  memory.fill(found, 0, (firstBit + count + 31) / 32 * 4);
  let marked: u32 = 0;
  let number: u32 = 0;
  const total = load<u32>(ends + 4 * (count - 1)) - base;
  const behind = texts + total;
  let start = texts;
  let end = texts + min(load<u32>(ends) - base, total);
  let at = texts;
  // The literal can begin before this place and not behind it.
  const limit = behind - length + 1;
  const oneByte = i8x16.splat(load<i8>(literal + one));
  const oneBits = i8x16.splat(load<i8>(smallBits + one));
  const otherByte = i8x16.splat(load<i8>(literal + other));
  const otherBits = i8x16.splat(load<i8>(smallBits + other));
  while ((at as isize) < (limit as isize)) {
    const a = compare(at, oneByte, oneBits, otherByte, otherBits);
    const b = compare(at + 16, oneByte, oneBits, otherByte, otherBits);
    const c = compare(at + 32, oneByte, oneBits, otherByte, otherBits);
    const d = compare(at + 48, oneByte, oneBits, otherByte, otherBits);
    let next = at + step;
    if (v128.any_true(v128.or(v128.or(a, b), v128.or(c, d)))) {
      let places = bitsOf(a) | (bitsOf(b) << 16) | (bitsOf(c) << 32) | (bitsOf(d) << 48);
      while (places != 0) {
        const place = at + (ctz(places) as usize);
        places &= places - 1;
        if (place >= limit) return marked;
        if (!isLiteralAt(place)) continue;
        while (end <= place) {
          start = end;
          end = texts + min(load<u32>(ends + 4 * ++number) - base, total);
        }
        if (!isWholeAt(place, start, end)) continue;
        const bit = firstBit + number;
        const word = found + 4 * (bit >>> 5);
        store<u32>(word, load<u32>(word) | (1 << (bit & 31)));
        marked++;
        // Nothing more is asked of this text.
        if (end >= next) {
          next = end;
          break;
        }
        places &= (-1 as u64) << ((end - at) as u64);
      }
    }
    at = next;
  }
  return marked;
}

/** All bits set in each place at which both bytes are right. */
@inline
function compare(at: usize, oneByte: v128, oneBits: v128, otherByte: v128, otherBits: v128): v128 {
  return v128.and(
    i8x16.eq(v128.or(v128.load(at + one), oneBits), oneByte),
    i8x16.eq(v128.or(v128.load(at + other), otherBits), otherByte),
  );
}

@inline
function bitsOf(places: v128): u64 {
  return (i8x16.bitmask(places) as u32) as u64;
}

@inline
function isLiteralAt(place: usize): bool {
  for (let at: usize = 0; at < length; at += 16) {
    const text = v128.or(v128.load(place + at), v128.load(smallBits + at));
    const differs = v128.and(v128.xor(text, v128.load(literal + at)), v128.load(caredFor + at));
    if (v128.any_true(differs)) return false;
  }
  return true;
}

/** Whether the literal, which lies at this place, is all inside the text and bound as asked. */
@inline
function isWholeAt(place: usize, start: usize, end: usize): bool {
  const last = place + length;
  if (last > end) return false;
  if (isBoundAtStart && place > start && isOfWord(load<u8>(place - 1))) return false;
  return !(isBoundAtEnd && last < end && isOfWord(load<u8>(last)));
}

@inline
function isSmallLetter(byte: u8): bool {
  return byte >= 0x61 && byte <= 0x7a;
}

/** Digits, letters, the low line, and every byte of a character beyond ASCII. */
@inline
function isOfWord(byte: u8): bool {
  return byte >= 0x80 || byte == 0x5f || isSmallLetter(byte | 0x20) || (byte >= 0x30 && byte <= 0x39);
}
