import { batchSize, ends, input, starts } from './memory-areas';

const lf: i8 = 0x0a;

/**
 * Writes where the lines lie that end between `from` and `length` in the input, and returns how many they are: no more
 * than fit. What is behind the last LF is no line yet. Up to 15 bytes behind the input are read and not used.
 */
export function findLines(from: u32, length: u32): u32 {
  let count: u32 = 0;
  let start = from;
  for (let at = from; at < length; at += 16) {
    let found = i8x16.bitmask(i8x16.eq(v128.load(input + at), i8x16.splat(lf)));
    for (; found != 0; found &= found - 1) {
      const end = at + (ctz(found) as u32);
      if (end >= length) return count;
      store<u32>(starts + 4 * count, start);
      store<u32>(ends + 4 * count, end);
      start = end + 1;
      if (++count == batchSize) return count;
    }
  }
  return count;
}
