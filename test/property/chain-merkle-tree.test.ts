import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proveInclusion, verifyInclusion } from '../../shared/chain/inclusion-proof.ts';
import { digestLeaves, leafDigest } from '../../shared/chain/leaf.ts';
import { createCompactRange, frontierLength } from '../../shared/chain/merkle-tree.ts';

/** RFC 6962 section 2.1 as it is written there, with the SHA-256 of OpenSSL. */
function rootByDefinition(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves;
  if (first === undefined) return createHash('sha256').digest();
  if (leaves.length === 1) return first;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const left = rootByDefinition(leaves.slice(0, split));
  const right = rootByDefinition(leaves.slice(split));
  return createHash('sha256').update(Uint8Array.of(1)).update(left).update(right).digest();
}

const leaves = Array.from({ length: 300 }, (_, index) =>
  Uint8Array.from(createHash('sha256').update(`\0entry ${index}`).digest()),
);
const anySize = fc.integer({ min: 0, max: leaves.length });

describe('the Merkle tree', () => {
  it('has the root of the definition at every size from 0 to 300', () => {
    const tree = createCompactRange();
    for (let size = 0; size <= leaves.length; size++) {
      const next = leaves[size - 1];
      if (next !== undefined) tree.append(next);
      expect(Buffer.from(tree.root()).equals(rootByDefinition(leaves.slice(0, size))), `${size}`).toBe(true);
      expect(tree.frontier()).toHaveLength(frontierLength(size));
    }
  });

  it('goes on from a frontier as if it had never stopped, wherever it stopped', () => {
    fc.assert(
      fc.property(anySize, anySize, (one, other) => {
        const [stop, end] = [Math.min(one, other), Math.max(one, other)];
        const before = createCompactRange();
        for (const leaf of leaves.slice(0, stop)) before.append(leaf);
        const after = createCompactRange({ size: before.size, digests: before.frontier() });
        expect(after.root()).toEqual(before.root());
        for (const leaf of leaves.slice(stop, end)) after.append(leaf);
        expect(Buffer.from(after.root()).equals(rootByDefinition(leaves.slice(0, end)))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('has another root when one leaf is changed, removed, doubled or swapped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), fc.nat(), (size, choice) => {
        const all = leaves.slice(0, size);
        const at = choice % (size - 1);
        const rootOf = (list: readonly Uint8Array[]) => {
          const tree = createCompactRange();
          for (const leaf of list) tree.append(leaf);
          return Buffer.from(tree.root()).toString('hex');
        };
        const roots = [
          all,
          all.toSpliced(at, 1),
          all.toSpliced(at, 0, all[at] ?? new Uint8Array(32)),
          all.with(at, new Uint8Array(32)),
          all.toSpliced(at, 2, ...all.slice(at, at + 2).toReversed()),
        ].map(rootOf);
        expect(new Set(roots).size).toBe(roots.length);
      }),
      { numRuns: 50 },
    );
  });
});

describe('inclusion proofs', () => {
  it('lead to the root, and no longer with one bit changed anywhere', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), fc.nat(), fc.nat(), (size, choice, flip) => {
        const all = leaves.slice(0, size);
        const index = choice % size;
        const leaf = all[index] ?? new Uint8Array(0);
        const root = rootByDefinition(all);
        const proof = proveInclusion(all, index);
        expect(verifyInclusion(proof, leaf, root)).toBe(true);
        const parts = [...proof.path, leaf, root].map((digest) => Uint8Array.from(digest));
        const part = parts[flip % parts.length] ?? new Uint8Array(1);
        const byte = flip % 32;
        part[byte] = (part[byte] ?? 0) ^ (1 << (flip % 8));
        const path = parts.slice(0, -2);
        const [changedLeaf = leaf, changedRoot = root] = parts.slice(-2);
        expect(verifyInclusion({ ...proof, path }, changedLeaf, changedRoot)).toBe(false);
      }),
    );
  });
});

describe('leaf digests', () => {
  it('are the same one by one, in a batch, and by OpenSSL', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 20 }), (lines) => {
        const batch = Buffer.from(digestLeaves(lines));
        const byOpenssl = lines.map((line) => createHash('sha256').update('\0').update(line).digest());
        expect(batch.equals(Buffer.concat(byOpenssl))).toBe(true);
        expect(Buffer.concat(lines.map(leafDigest)).equals(batch)).toBe(true);
      }),
    );
  });
});
