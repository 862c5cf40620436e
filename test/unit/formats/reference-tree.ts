import { createHash } from 'node:crypto';

const hash = (...parts: readonly Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

/** RFC 6962 section 2.1, word for word, and so another way than that of the code under test. */
export function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves;
  if (first === undefined) return hash();
  if (leaves.length === 1) return first;
  const split = splitOf(leaves.length);
  return hash(Buffer.from([1]), rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)));
}

/** RFC 6962 section 2.1.2, PROOF(m, D[n]); of an empty log there is nothing to prove. */
export function proveConsistency(leaves: readonly Uint8Array[], oldSize: number): readonly Uint8Array[] {
  return oldSize === 0 ? [] : subproof(leaves, oldSize, true);
}

function subproof(leaves: readonly Uint8Array[], size: number, isWhole: boolean): readonly Uint8Array[] {
  if (size === leaves.length) return isWhole ? [] : [rootOf(leaves)];
  const split = splitOf(leaves.length);
  return size <= split
    ? [...subproof(leaves.slice(0, split), size, isWhole), rootOf(leaves.slice(split))]
    : [...subproof(leaves.slice(split), size - split, false), rootOf(leaves.slice(0, split))];
}

function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}
