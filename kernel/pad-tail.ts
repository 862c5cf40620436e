/** Two blocks: what is left of a message, the bit behind it and its length need no more. */
export const tailBytes: u32 = 128;

/**
 * Writes the last one or two blocks of a message to `tail` (FIPS 180-4 section 5.1.1) and returns how many they are.
 * `rest` is the number of bytes, at most 63, that are left at `from`; up to 63 bytes behind them are read and not used.
 */
export function padTail(tail: usize, from: usize, rest: u32, messageBytes: u64): u32 {
  padVector(tail, from, rest, 0);
  padVector(tail, from, rest, 16);
  padVector(tail, from, rest, 32);
  padVector(tail, from, rest, 48);
  const blocks: u32 = rest < 56 ? 1 : 2;
  if (blocks == 2) memory.fill(tail + 64, 0, 64);
  store<u64>(tail + 64 * blocks - 8, bswap(messageBytes << 3));
  return blocks;
}

/** Without a branch for each byte: all sixteen are compared with the length at once. */
@inline
function padVector(tail: usize, from: usize, rest: u32, at: u32): void {
  const places = i8x16.add(i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), i8x16.splat(at as i8));
  const end = i8x16.splat(rest as i8);
  const kept = v128.and(v128.load(from + at), i8x16.lt_u(places, end));
  const bit = v128.and(i8x16.splat(-128), i8x16.eq(places, end));
  v128.store(tail + at, v128.or(kept, bit));
}
