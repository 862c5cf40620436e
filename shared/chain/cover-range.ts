import type { BatchDigests } from '../crypto/batch-digests.ts';
import { digestBytes } from '../crypto/digest.ts';
import type { Subtree } from './merkle-tree.ts';

/**
 * The fewest complete subtrees that stand for the leaves from number `start` on, in order, none of them reaching over
 * one of the `cuts`: so they can be appended to a tree of `start` leaves, and its root be taken at each cut.
 * A range that begins where its own size allows is one subtree, all its levels computed in a few batches.
 */
export function coverRange(
  start: number,
  leaves: Uint8Array,
  cuts: readonly number[],
  digests: BatchDigests,
): readonly Subtree[] {
  const end = start + leaves.length / digestBytes;
  const stops = [...cuts.filter((cut) => cut > start && cut < end), end].toSorted(
    (left, right) => left - right,
  );
  const cover: Subtree[] = [];
  let at = start;
  for (const stop of stops) {
    while (at < stop) {
      const size = largestSubtree(at, stop - at);
      const first = (at - start) * digestBytes;
      cover.push({
        leaves: size,
        digest: rootOf(leaves.subarray(first, first + size * digestBytes), digests),
      });
      at += size;
    }
  }
  return cover;
}

/** The largest power of two that divides the place of a subtree and is no larger than the room for it. */
function largestSubtree(at: number, room: number): number {
  let size = 1;
  while (size * 2 <= room && at % (size * 2) === 0) size *= 2;
  return size;
}

/** Level by level, each written over the one below it. */
function rootOf(leaves: Uint8Array, digests: BatchDigests): Uint8Array {
  const level = leaves.slice();
  for (let count = level.length / digestBytes / 2; count >= 1; count /= 2)
    digests.digestNodes(level, count, level);
  return level.slice(0, digestBytes);
}
