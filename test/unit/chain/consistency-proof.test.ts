import { describe, expect, it } from 'vitest';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { verifyConsistency } from '../../../shared/chain/consistency-proof.ts';
import { leafDigest } from '../../../shared/chain/leaf.ts';
import { createCompactRange, nodeDigest } from '../../../shared/chain/merkle-tree.ts';

const leaves = Array.from({ length: 8 }, (_, index) => leafDigest(encodeUtf8(`${index}`)));

function rootOf(size: number): Uint8Array {
  const tree = createCompactRange();
  for (const leaf of leaves.slice(0, size)) tree.append(leaf);
  return tree.root();
}

/** The subtree over the leaves [from, to), whose length is a power of two. */
function subtree(from: number, to: number): Uint8Array {
  const [only] = leaves.slice(from, to);
  const middle = (from + to) / 2;
  return to - from === 1 && only !== undefined
    ? only
    : nodeDigest(subtree(from, middle), subtree(middle, to));
}

// RFC 6962 section 2.1.3, the tree of seven leaves: from 3 to 7 the proof is [c, d, g, l], from 6 to 7 [i, j, k].
const from3 = [subtree(2, 3), subtree(3, 4), subtree(0, 2), nodeDigest(subtree(4, 6), subtree(6, 7))];
const from6 = [subtree(4, 6), subtree(6, 7), subtree(0, 4)];

describe('A proof that a log only grew', () => {
  it('is that of RFC 6962', () => {
    expect(verifyConsistency({ oldSize: 3, newSize: 7, path: from3 }, rootOf(3), rootOf(7))).toBe(true);
    expect(
      verifyConsistency({ oldSize: 4, newSize: 7, path: [from3[3] ?? rootOf(0)] }, rootOf(4), rootOf(7)),
    ).toBe(true);
    expect(verifyConsistency({ oldSize: 6, newSize: 7, path: from6 }, rootOf(6), rootOf(7))).toBe(true);
  });

  it.each([
    ['a size that is no whole number', { oldSize: 3.5, newSize: 7, path: from3 }],
    ['a size that is not finite', { oldSize: 3, newSize: Number.POSITIVE_INFINITY, path: from3 }],
    ['sizes that shrink', { oldSize: 7, newSize: 3, path: from3 }],
    ['a digest too many', { oldSize: 3, newSize: 7, path: [...from3, subtree(0, 1)] }],
    ['a digest too few', { oldSize: 3, newSize: 7, path: from3.slice(0, -1) }],
    [
      'a digest of another length',
      { oldSize: 3, newSize: 7, path: [...from3.slice(0, -1), new Uint8Array(31)] },
    ],
    ['no digest', { oldSize: 3, newSize: 7, path: [] }],
  ])('proves nothing with %s', (_what, proof) => {
    expect(verifyConsistency(proof, rootOf(3), rootOf(7))).toBe(false);
  });
});
