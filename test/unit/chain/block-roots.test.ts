import { expect, test } from 'vitest';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { BlockRoots, blockLeaves } from '../../../shared/chain/block-roots.ts';
import { verifyInclusion } from '../../../shared/chain/inclusion-proof.ts';
import { leafDigest } from '../../../shared/chain/leaf.ts';
import { createCompactRange } from '../../../shared/chain/merkle-tree.ts';

const leaves = Array.from({ length: 2_500 }, (_, index) => leafDigest(encodeUtf8(`line ${index}`)));
const joined = (from: number, before: number) => Buffer.concat(leaves.slice(from, before));

test('the proof of a leaf is made from the leaves of three blocks at most, however long the log', () => {
  const blocks = new BlockRoots({ size: 0, digests: [] });
  blocks.append(joined(0, 2_500));
  const needed = blocks.neededLeaves(1_500, 2_100);
  expect(needed).toEqual([
    { from: 1_024, before: 2_048 },
    { from: 2_048, before: 2_100 },
  ]);
  const runs = needed.map(({ from, before }) => ({ from, leaves: joined(from, before) }));
  const tree = createCompactRange();
  for (const leaf of leaves.slice(0, 2_100)) tree.append(leaf);
  const proof = blocks.prove(1_500, 2_100, runs);
  expect(verifyInclusion(proof, leaves[1_500] ?? new Uint8Array(0), tree.root())).toBe(true);
});

test('a leaf beyond what was read, or before the range, has no proof', () => {
  const before = createCompactRange();
  for (const leaf of leaves.slice(0, 5)) before.append(leaf);
  const blocks = new BlockRoots({ size: 5, digests: before.frontier() });
  blocks.append(joined(5, 20));
  expect(blocks.size).toBe(20);
  const message = /There is no proof/;
  expect(() => blocks.prove(4, 20, [])).toThrow(message);
  expect(() => blocks.prove(20, 20, [])).toThrow(message);
  expect(() => blocks.prove(6, 21, [])).toThrow(message);
});

test('leaves that were not given are asked for by name, not guessed', () => {
  const blocks = new BlockRoots({ size: 0, digests: [] });
  blocks.append(joined(0, blockLeaves + 3));
  expect(() => blocks.prove(0, blockLeaves + 3, [])).toThrow('for leaf 1');
});

test('a proof at the end of a block needs the leaves of its own block, and of the one in which the range begins', () => {
  const whole = new BlockRoots({ size: 0, digests: [] });
  whole.append(joined(0, 2_500));
  expect(whole.neededLeaves(1_500, 2_048)).toEqual([{ from: 1_024, before: 2_048 }]);
  const before = createCompactRange();
  for (const leaf of leaves.slice(0, 5)) before.append(leaf);
  const cut = new BlockRoots({ size: 5, digests: before.frontier() });
  cut.append(joined(5, 2_500));
  expect(cut.neededLeaves(1_500, 2_048)).toEqual([
    { from: 5, before: 1_024 },
    { from: 1_024, before: 2_048 },
  ]);
});
