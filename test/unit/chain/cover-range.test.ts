import { describe, expect, it } from 'vitest';
import { concatBytes } from '../../../shared/bytes/concat.ts';
import { coverRange } from '../../../shared/chain/cover-range.ts';
import { leafDigest } from '../../../shared/chain/leaf.ts';
import { portableBatchDigests } from '../../../shared/crypto/batch-digests.ts';
import { rootOf } from '../formats/reference-tree.ts';

const leaves = Array.from({ length: 8 }, (_, index) => leafDigest(Uint8Array.of(index)));
const coverOf = (start: number, end: number, cuts: readonly number[] = []) =>
  coverRange(start, concatBytes(leaves.slice(start, end)), cuts, portableBatchDigests);

describe('The subtrees that stand for a range of leaves', () => {
  it.each<[number, number, readonly number[], readonly number[]]>([
    [0, 8, [], [8]],
    [4, 8, [], [4]],
    [3, 8, [], [1, 4]],
    [2, 7, [], [2, 2, 1]],
    // Cut where a root is taken, in whatever order the cuts are given; those outside cut nothing.
    [0, 8, [6, 4], [4, 2, 2]],
    [4, 8, [7, 5], [1, 1, 1, 1]],
    [4, 8, [0, 4, 8, 9], [4]],
  ])('from %i to %i with cuts at %j are of %j leaves', (start, end, cuts, sizes) => {
    const cover = coverOf(start, end, cuts);
    expect(cover.map((subtree) => subtree.leaves)).toEqual(sizes);
    let at = start;
    for (const subtree of cover) {
      const own = leaves.slice(at, at + subtree.leaves);
      expect([...subtree.digest]).toEqual([...rootOf(own)]);
      at += subtree.leaves;
    }
  });
});
