/**
 * Memory for what grows, handed out piece by piece and taken back all at once. A part of an index is bounded by its
 * weight, so this is; what asks for more is evidence that was made to, or a mistake, and ends in a trap.
 */
const most: usize = 1 << 30;

let top: usize = 0;

export function emptyArena(): void {
  top = (__heap_base + 15) & ~(15 as usize);
}

export function take(bytes: usize): usize {
  const at = top;
  if (bytes > most) unreachable();
  top = at + ((bytes + 15) & ~(15 as usize));
  if (top > most) unreachable();
  const have = (memory.size() as usize) << 16;
  if (top > have && memory.grow(((top - have + 0xffff) >>> 16) as i32) < 0) unreachable();
  return at;
}

/** A larger piece with the same beginning. */
export function enlarge(piece: usize, used: usize, bytes: usize): usize {
  const larger = take(bytes);
  memory.copy(larger, piece, used);
  return larger;
}
