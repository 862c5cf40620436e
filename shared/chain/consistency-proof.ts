import { equalBytes } from '../bytes/equal.ts';
import { digestBytes, sha256 } from '../crypto/digest.ts';
import { nodeDigest } from './merkle-tree.ts';

/** That the tree of one size is how the tree of a larger size began. */
export interface ConsistencyProof {
  readonly oldSize: number;
  readonly newSize: number;
  readonly path: readonly Uint8Array[];
}

/** True when the proof leads to both roots (RFC 9162 section 2.1.4.2). No input makes it throw. */
export function verifyConsistency(
  proof: ConsistencyProof,
  oldRoot: Uint8Array,
  newRoot: Uint8Array,
): boolean {
  const { oldSize, newSize, path } = proof;
  if (!Number.isSafeInteger(oldSize) || !Number.isSafeInteger(newSize)) return false;
  if (oldSize < 0 || oldSize > newSize) return false;
  // A digest of another length could be split so that two different nodes have the same bytes.
  if ([oldRoot, newRoot, ...path].some((digest) => digest.length !== digestBytes)) return false;
  if (oldSize === newSize) return path.length === 0 && equalBytes(oldRoot, newRoot);
  // Every log begins with no entry, so there is nothing to prove, and nothing else may be said.
  if (oldSize === 0) return path.length === 0 && equalBytes(oldRoot, sha256(new Uint8Array(0)));
  return leadsToBoth(proof, oldRoot, newRoot);
}

function leadsToBoth(
  { oldSize, newSize, path }: ConsistencyProof,
  oldRoot: Uint8Array,
  newRoot: Uint8Array,
): boolean {
  // Step 2: a whole tree is a node of the larger one, so its root is not repeated in the proof.
  const [first, ...rest] = isPowerOfTwo(oldSize) ? [oldRoot, ...path] : path;
  if (first === undefined || path.length === 0) return false;
  let node = oldSize - 1;
  let lastNode = newSize - 1;
  while (node % 2 === 1) [node, lastNode] = [half(node), half(lastNode)];
  let oldDigest = first;
  let newDigest = first;
  for (const sibling of rest) {
    if (lastNode === 0) return false;
    if (node % 2 === 1 || node === lastNode) {
      oldDigest = nodeDigest(sibling, oldDigest);
      newDigest = nodeDigest(sibling, newDigest);
      while (node % 2 === 0 && node !== 0) [node, lastNode] = [half(node), half(lastNode)];
    } else {
      newDigest = nodeDigest(newDigest, sibling);
    }
    [node, lastNode] = [half(node), half(lastNode)];
  }
  return lastNode === 0 && equalBytes(oldDigest, oldRoot) && equalBytes(newDigest, newRoot);
}

function isPowerOfTwo(size: number): boolean {
  let rest = size;
  while (rest % 2 === 0) rest = half(rest);
  return rest === 1;
}

function half(value: number): number {
  return Math.floor(value / 2);
}
