import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BlockRoots } from '../../shared/chain/block-roots.ts';
import { proveInclusion } from '../../shared/chain/inclusion-proof.ts';
import { createCompactRange } from '../../shared/chain/merkle-tree.ts';
import { sha256 } from '../../shared/crypto/digest.ts';

const leaves = Array.from({ length: 5_000 }, (_, index) =>
  sha256(Uint8Array.of(index & 255, (index >> 8) & 255)),
);
const joined = (from: number, before: number) => Buffer.concat(leaves.slice(from, before));

/** A range of a log, the size of a checkpoint in it, a leaf under that, and where the reading is cut into pieces. */
const situations = fc
  .record({
    start: fc.oneof(fc.constantFrom(0, 1, 1_023, 1_024, 1_025, 2_048), fc.integer({ min: 0, max: 2_500 })),
    length: fc.integer({ min: 1, max: 2_500 }),
    sizeIn: fc.double({ min: 0, max: 1, noNaN: true }),
    leafIn: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    cuts: fc.array(fc.integer({ min: 1, max: 1_500 }), { minLength: 1, maxLength: 6 }),
  })
  .map(({ start, length, sizeIn, leafIn, cuts }) => {
    const size = start + Math.max(1, Math.round(length * sizeIn));
    return { start, end: start + length, size, index: start + Math.floor((size - start) * leafIn), cuts };
  });

it('a proof from roots of blocks is the one that is made from all leaves of the log', () => {
  fc.assert(
    fc.property(situations, ({ start, end, size, index, cuts }) => {
      const before = createCompactRange();
      for (const leaf of leaves.slice(0, start)) before.append(leaf);
      const blocks = new BlockRoots({ size: start, digests: before.frontier() });
      for (let at = start, cut = 0; at < end; cut += 1) {
        const next = Math.min(end, at + (cuts[cut % cuts.length] ?? 1));
        blocks.append(joined(at, next));
        at = next;
      }
      const runs = blocks
        .neededLeaves(index, size)
        .map((run) => ({ from: run.from, leaves: joined(run.from, run.before) }));
      expect(runs.length).toBeLessThanOrEqual(3);
      expect(blocks.prove(index, size, runs)).toEqual(proveInclusion(leaves.slice(0, size), index));
    }),
    { numRuns: 150 },
  );
});
