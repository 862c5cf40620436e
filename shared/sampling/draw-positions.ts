import { toHex } from '../bytes/hex.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { sha256 } from '../crypto/digest.ts';

/** 0-based place of a line in its population. */
export type Position = number;

/** How many values SHA-256 has: a population is so small beside it that the remainder prefers none of its lines. */
export const drawRange = 1n << 256n;

/**
 * The number that a seed gives at a counter: SHA-256 of the seed, a comma and the counter in decimal digits, read as one
 * big number. `printf '%s' 'seed,1' | sha256sum` prints it.
 */
export function drawNumber(seed: string, counter: number): bigint {
  return BigInt(`0x${toHex(sha256(encodeUtf8(`${seed},${counter}`)))}`);
}

/** `count` different positions below `size`, in the order in which they were drawn; counters go from 1. */
export function drawPositions(seed: string, size: number, count: number): readonly Position[] {
  const drawn = new Set<Position>();
  const wanted = Math.min(count, size);
  for (let counter = 1; drawn.size < wanted; counter++) {
    drawn.add(Number(drawNumber(seed, counter) % BigInt(size)));
  }
  return [...drawn];
}
