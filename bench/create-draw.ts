/** Chance that comes out alike for the same seed, so that two runs measure the same work. */
export interface Draw {
  /** A whole number from 0 to before `limit`. */
  below(limit: number): number;
  pick(list: readonly string[]): string;
  hex(digits: number): string;
}

export function createDraw(seed: number): Draw {
  let state = seed | 0 || 1;
  // xorshift32
  const below = (limit: number) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
  return {
    below,
    pick: (list) => list[below(list.length)] ?? '',
    hex: (digits) => Array.from({ length: digits }, () => below(16).toString(16)).join(''),
  };
}
