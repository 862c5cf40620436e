import { copyBytes } from '../bytes/copy-bytes.ts';
import { BugError } from '../bytes/errors.ts';
import { type DigestEngine, digestBytes, portableDigests, sha256 } from '../crypto/digest.ts';

/** The digests that stand for the first `size` leaves: one per complete subtree, largest first. */
export interface Frontier {
  readonly size: number;
  readonly digests: readonly Uint8Array[];
}

/** A growing RFC 6962 tree of which only the frontier is kept: 50 million leaves need 26 digests. */
export interface CompactRange {
  readonly size: number;
  /**
   * Adds the next leaf: the 32 bytes of `digests` from `offset`, of its only digest if none is given.
   * They are copied, so the caller may reuse the array.
   */
  append(digests: Uint8Array, offset?: number): void;
  /** Adds a whole subtree that was computed elsewhere: the size must be a multiple of its leaves, a power of two. */
  appendSubtree(subtree: Subtree): void;
  /** R5: the root over all leaves so far; of no leaf at all, the digest of nothing (RFC 6962 section 2.1). */
  root(): Uint8Array;
  frontier(): readonly Uint8Array[];
}

/** A complete subtree by its root. */
export interface Subtree {
  /** A power of two. */
  readonly leaves: number;
  readonly digest: Uint8Array;
}

const nodePrefix = 0x01;
const leftAt = 1;
const rightAt = leftAt + digestBytes;
/** A size is at most 2^53 - 1, and one subtree stands for each of its bits. */
const mostSubtrees = 53;

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
export function createCompactRange(
  start: Frontier = { size: 0, digests: [] },
  engine: DigestEngine = portableDigests,
): CompactRange {
  const isSize = Number.isSafeInteger(start.size) && start.size >= 0;
  if (!isSize || start.digests.length !== frontierLength(start.size)) {
    throw new BugError(
      `A frontier of ${start.digests.length} digests cannot stand for ${start.size} leaves.`,
    );
  }
  let size = start.size;
  // The smallest subtree is last: appending works at the end of this stack like the carry of a binary counter.
  // One array for all of them and one for the node in work: a tree has as many nodes as leaves, and an array for
  // each was a quarter of the time of a whole verification (measured).
  const subtrees = new Uint8Array(mostSubtrees * digestBytes);
  const node = new Uint8Array(rightAt + digestBytes);
  node[0] = nodePrefix;
  let count = 0;
  for (const digest of start.digests) {
    assertDigest(digest, undefined);
    copyBytes(digest, 0, subtrees, count++ * digestBytes, digestBytes);
  }

  /** The digest in the right half of `node` becomes that of its parent, whose left half is the given subtree. */
  const mergeWith = (subtree: number): void => {
    copyBytes(subtrees, subtree * digestBytes, node, leftAt, digestBytes);
    engine.digestInto(node, node, rightAt);
  };
  /** The digest in the right half of `node` stands for `leaves` leaves, which come next. */
  const push = (leaves: number): void => {
    // As many subtrees become complete as adding one to the size, counted in such subtrees, carries in binary.
    for (let rest = size / leaves; rest % 2 === 1; rest = Math.floor(rest / 2)) mergeWith(--count);
    copyBytes(node, rightAt, subtrees, count * digestBytes, digestBytes);
    count += 1;
    size += leaves;
  };
  const subtreeAt = (index: number) => subtrees.slice(index * digestBytes, (index + 1) * digestBytes);

  return {
    get size() {
      return size;
    },
    append(digests, offset) {
      assertDigest(digests, offset);
      copyBytes(digests, offset ?? 0, node, rightAt, digestBytes);
      push(1);
    },
    appendSubtree({ leaves, digest }) {
      if (!Number.isInteger(Math.log2(leaves)) || size % leaves !== 0) {
        throw new BugError(`A subtree of ${leaves} leaves cannot follow ${size} leaves.`);
      }
      assertDigest(digest, undefined);
      copyBytes(digest, 0, node, rightAt, digestBytes);
      push(leaves);
    },
    root() {
      if (size === 0) return sha256(new Uint8Array(0));
      copyBytes(subtrees, (count - 1) * digestBytes, node, rightAt, digestBytes);
      for (let subtree = count - 2; subtree >= 0; subtree--) mergeWith(subtree);
      return node.slice(rightAt);
    },
    frontier() {
      return Array.from({ length: count }, (_, index) => subtreeAt(index));
    },
  };
}

/** R5: `SHA-256(0x01 || left || right)`. */
export function nodeDigest(left: Uint8Array, right: Uint8Array): Uint8Array {
  const node = new Uint8Array(rightAt + digestBytes);
  node[0] = nodePrefix;
  node.set(left, leftAt);
  node.set(right, rightAt);
  return sha256(node);
}

function assertDigest(digests: Uint8Array, offset: number | undefined): void {
  // A shorter digest would leave the rest of a node as it was: two different trees with one root.
  const found = offset === undefined ? digests.length : Math.min(digests.length - offset, digestBytes);
  if (found !== digestBytes) throw new BugError(`A digest has ${found} bytes instead of 32.`);
}
