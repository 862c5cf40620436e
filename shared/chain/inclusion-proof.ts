import { equalBytes } from '../bytes/equal.ts';
import { BugError } from '../bytes/errors.ts';
import { digestBytes } from '../crypto/digest.ts';
import { createCompactRange, nodeDigest } from './merkle-tree.ts';

/** That one leaf stands at one index in the tree of one size: the digests from the leaf up to the root. */
export interface InclusionProof {
  readonly index: number;
  readonly size: number;
  readonly path: readonly Uint8Array[];
}

/** True when the proof leads from the leaf to the root (RFC 9162 section 2.1.3.2). No input makes it throw. */
export function verifyInclusion(proof: InclusionProof, leaf: Uint8Array, root: Uint8Array): boolean {
  const { index, size, path } = proof;
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  // A digest of another length could be split so that two different nodes have the same bytes.
  if ([leaf, root, ...path].some((digest) => digest.length !== digestBytes)) return false;

  let node = index;
  let lastNode = size - 1;
  let digest = leaf;
  for (const sibling of path) {
    if (lastNode === 0) return false;
    if (node % 2 === 1 || node === lastNode) {
      digest = nodeDigest(sibling, digest);
      // The last node of a level has no sibling there: climb to the level where it is a right child.
      while (node % 2 === 0 && node !== 0) [node, lastNode] = [half(node), half(lastNode)];
    } else {
      digest = nodeDigest(digest, sibling);
    }
    [node, lastNode] = [half(node), half(lastNode)];
  }
  return lastNode === 0 && equalBytes(digest, root);
}

/** Makes the proof for one leaf from all leaves of the tree (RFC 9162 section 2.1.3.1). */
export function proveInclusion(leaves: readonly Uint8Array[], index: number): InclusionProof {
  if (!(index in leaves)) throw new BugError(`There is no leaf ${index} among ${leaves.length}.`);
  return { index, size: leaves.length, path: pathTo(leaves, index) };
}

function pathTo(leaves: readonly Uint8Array[], index: number): readonly Uint8Array[] {
  if (leaves.length === 1) return [];
  const split = largestPowerOfTwoBelow(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...pathTo(left, index), rootOf(right)]
    : [...pathTo(right, index - split), rootOf(left)];
}

function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  const range = createCompactRange();
  for (const leaf of leaves) range.append(leaf);
  return range.root();
}

/** The leaves that stand left of the root (RFC 9162 section 2.1.1). */
export function largestPowerOfTwoBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

function half(value: number): number {
  return Math.floor(value / 2);
}
