import { BugError } from '../bytes/errors.ts';
import { digestBytes, sha256 } from '../crypto/digest.ts';

/** The digests that stand for the first `size` leaves: one per complete subtree, largest first. */
export interface Frontier {
  readonly size: number;
  readonly digests: readonly Uint8Array[];
}

/** A growing RFC 6962 tree of which only the frontier is kept: 50 million leaves need 26 digests. */
export interface CompactRange {
  readonly size: number;
  /** Adds the next leaf. The digest is copied, so the caller may reuse its array. */
  append(leaf: Uint8Array): void;
  /** R5: the root over all leaves so far; of no leaf at all, the digest of nothing (RFC 6962 section 2.1). */
  root(): Uint8Array;
  frontier(): readonly Uint8Array[];
}

/** Number of complete subtrees that `size` leaves fall into: the length that a frontier must have. */
export function frontierLength(size: number): number {
  let count = 0;
  // No bit operators: they would cut the size to 32 bits.
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}

/**
 * Starts an empty tree, or goes on from a frontier (R7) as if all leaves before it had been appended here.
 * The length of a frontier from a bundle must have been compared with `frontierLength` before.
 */
export function createCompactRange(start: Frontier = { size: 0, digests: [] }): CompactRange {
  const isSize = Number.isSafeInteger(start.size) && start.size >= 0;
  if (!isSize || start.digests.length !== frontierLength(start.size)) {
    throw new BugError(
      `A frontier of ${start.digests.length} digests cannot stand for ${start.size} leaves.`,
    );
  }
  let size = start.size;
  // The smallest subtree is last: appending works at the end of this array like the carry of a binary counter.
  const subtrees = start.digests.map(copyDigest);

  return {
    get size() {
      return size;
    },
    append(leaf) {
      const merging = subtrees.splice(subtrees.length - trailingOnes(size));
      subtrees.push(merging.reduceRight((right, left) => nodeDigest(left, right), copyDigest(leaf)));
      size += 1;
    },
    root() {
      if (size === 0) return sha256(new Uint8Array(0));
      return copyDigest(subtrees.reduceRight((right, left) => nodeDigest(left, right)));
    },
    frontier() {
      return subtrees.map(copyDigest);
    },
  };
}

/** R5: `SHA-256(0x01 || left || right)`. */
export function nodeDigest(left: Uint8Array, right: Uint8Array): Uint8Array {
  const node = new Uint8Array(1 + 2 * digestBytes);
  node[0] = 0x01;
  node.set(left, 1);
  node.set(right, 1 + digestBytes);
  return sha256(node);
}

function copyDigest(digest: Uint8Array): Uint8Array {
  // A shorter digest would leave the rest of a node zero: two different trees with one root.
  if (digest.length !== digestBytes) throw new BugError(`A digest has ${digest.length} bytes instead of 32.`);
  return digest.slice();
}

/** How many subtrees the next leaf completes: the carries of adding one to the size in binary. */
function trailingOnes(size: number): number {
  let count = 0;
  for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) count += 1;
  return count;
}
