/** Whether two texts of this length are equal. Reads whole vectors. */
export function isSame(one: usize, other: usize, length: usize): bool {
  let at: usize = 0;
  while (length - at >= 16) {
    if (!i8x16.all_true(i8x16.eq(v128.load(one + at), v128.load(other + at)))) return false;
    at += 16;
  }
  if (at == length) return true;
  const same = i8x16.bitmask(i8x16.eq(v128.load(one + at), v128.load(other + at))) as u32;
  const wanted: u32 = (1 << ((length - at) as u32)) - 1;
  return (same & wanted) == wanted;
}

/** Copies whole vectors: up to 15 bytes behind the text are written as well. */
export function copyText(target: usize, source: usize, length: usize): void {
  for (let at: usize = 0; at < length; at += 16) v128.store(target + at, v128.load(source + at));
}
