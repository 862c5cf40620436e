/** A repeatable source of variety. It is not random in any sense that matters to security. */
export interface Random {
  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number;
  /** A whole number from `low` to `high`, both included; the middle is likelier than the ends. */
  around(low: number, high: number): number;
  /** True `perThousand` times in a thousand. */
  happens(perThousand: number): boolean;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  bytes(count: number): Uint8Array;
  hex(digits: number): string;
}

/**
 * Makes a source that yields the same values for the same seed in every engine.
 *
 * sfc32 (Chris Doty-Humphrey, PractRand): 128 bits of state, additions, shifts and one rotation, so its
 * output is exact in 32-bit arithmetic. `Math.random` cannot be seeded, and everything built on `Math.log`
 * or `Math.pow` may differ by one bit between engines, which would change every digest of the sample.
 */
export function createRandom(seed: readonly [number, number, number]): Random {
  const next = createSfc32(seed);
  const below = (limit: number): number => Math.floor((next() / 0x1_0000_0000) * limit);
  const around = (low: number, high: number): number =>
    low + Math.floor((below(high - low + 1) + below(high - low + 1)) / 2);
  const bytes = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => next() & 0xff);
  return {
    below,
    around,
    happens: (perThousand) => below(1000) < perThousand,
    pick: (items) => items[below(items.length)] ?? items[0],
    bytes,
    hex(digits) {
      let text = '';
      while (text.length < digits) text += (next() & 0xf).toString(16);
      return text;
    },
  };
}

function createSfc32([first, second, third]: readonly [number, number, number]): () => number {
  let [a, b, c, counter] = [first | 0, second | 0, third | 0, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  // The author's seeding: the first outputs still show the seed.
  for (let round = 0; round < 12; round += 1) next();
  return next;
}
