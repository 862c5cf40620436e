/** Chooses at random, and the same way for the same seed. */
export interface Dice {
  /** A whole number from 0 on, below the limit. */
  below(limit: number): number;
  /** True once in so many times. */
  oneIn(times: number): boolean;
  /** One of them. Throws for an empty list: whoever asks must have something to choose from. */
  pick<Item>(items: readonly Item[]): Item;
  bytes(length: number): Uint8Array;
}

/** The dice for one input: seed, target and number of the input decide everything that follows. */
export function diceFor(seed: number, target: string, index: number): Dice {
  let state = 0x811c9dc5;
  // FNV-1a over all three, so that neighbouring numbers do not give neighbouring dice.
  for (const unit of `${seed} ${target} ${index}`) {
    state = Math.imul(state ^ unit.charCodeAt(0), 0x01000193);
  }
  return createDice(state);
}

/** Mulberry32: one 32-bit state, which may be 0, and enough to choose places with. */
function createDice(seed: number): Dice {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (limit: number): number => next() % limit;
  return {
    below,
    oneIn: (times) => below(times) === 0,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('There is nothing to choose from.');
      return item;
    },
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  };
}
