/** Changes bytes at random, and the same way for the same seed. */
export interface Mutator {
  /** A whole number from 0 on, below the limit. */
  below(limit: number): number;
  change(bytes: Uint8Array): Uint8Array;
}

/** Xorshift32 (Marsaglia, "Xorshift RNGs", 2003): enough to choose places with. */
export function createMutator(seed: number): Mutator {
  let state = seed;
  const below = (limit: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
  const change = (bytes: Uint8Array): Uint8Array => {
    if (bytes.length === 0) return Uint8Array.of(below(256));
    const at = below(bytes.length);
    const length = 1 + below(Math.min(40, bytes.length - at));
    const [before, piece, after] = [
      bytes.slice(0, at),
      bytes.slice(at, at + length),
      bytes.slice(at + length),
    ];
    const flipped = Uint8Array.of((bytes[at] ?? 0) ^ (1 << below(8)));
    switch (below(6)) {
      case 0:
        return join(before, after);
      case 1:
        return join(before, piece, piece, after);
      case 2:
        return bytes.slice(0, at);
      case 3:
        return join(before, Uint8Array.of(interesting[below(interesting.length)] ?? 0), after);
      default:
        return join(before, flipped, bytes.slice(at + 1));
    }
  };
  return { below, change };
}

/** Bytes that mean something to one of the parsers. */
const interesting = [...'"{}[]:,\\#+-=/. 019eu\n\r\t\0']
  .map((character) => character.charCodeAt(0))
  .concat(0x7f, 0x80, 0xff);

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
