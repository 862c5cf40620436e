import { describe, expect, it } from 'vitest';
import { toHex } from '../../../shared/bytes/hex.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { leafDigest } from '../../../shared/chain/leaf.ts';
import { createCompactRange, frontierLength } from '../../../shared/chain/merkle-tree.ts';

/** The tree over the lines "0", "1", "2", ... */
function treeOf(size: number) {
  const tree = createCompactRange();
  for (let index = 0; index < size; index++) tree.append(leafDigest(encodeUtf8(`${index}`)));
  return tree;
}

describe('a Merkle tree', () => {
  // By a recursive function of RFC 6962 section 2.1 in Python.
  it.each([
    [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [1, 'db3426e878068d28d269b6c87172322ce5372b65756d0789001d34835f601c03'],
    [2, 'cb00989d94a569c0a678ae042b63dcd4625db96440517f37a6eb7976ea24ed4b'],
    [7, 'a3e23b32ccb6bf96d092d165d8aa546e09829de8f03b0e8957581d1e16b92bdf'],
    [8, '3b85a9626c1ccb64c6b95ec7fa64888defe2cf12e39e77e10812ce5fcb9cb58e'],
    [300, '84e13ec1e037155ae619757599b2cd21ada5a565e0fd9b3139c0c3c6c1b8ada9'],
  ])('over %i leaves has the root of RFC 6962', (size, root) => {
    expect(toHex(treeOf(size).root())).toBe(root);
  });

  it('of 7 leaves has three complete subtrees, the largest first', () => {
    const tree = treeOf(7);
    expect(tree.size).toBe(7);
    expect(tree.frontier()).toHaveLength(3);
    expect(tree.frontier()[0]).toEqual(treeOf(4).root());
    expect(tree.frontier()[2]).toEqual(leafDigest(encodeUtf8('6')));
  });

  it('takes a subtree only where one of its size ends', () => {
    const subtree = { leaves: 2, digest: treeOf(2).root() };
    const tree = createCompactRange();
    tree.appendSubtree(subtree);
    tree.append(leafDigest(encodeUtf8('2')));
    expect(tree.root()).toEqual(treeOf(3).root());
    expect(() => tree.appendSubtree(subtree)).toThrow('A subtree of 2 leaves cannot follow 3 leaves.');
    expect(() => createCompactRange().appendSubtree({ ...subtree, leaves: 3 })).toThrow('A subtree of 3');
  });

  it('does not change when the array of an appended digest is used again', () => {
    const tree = createCompactRange();
    const leaf = leafDigest(encodeUtf8('0'));
    tree.append(leaf);
    leaf.fill(0);
    tree.frontier()[0]?.fill(0);
    tree.root().fill(0);
    expect(tree.root()).toEqual(treeOf(1).root());
  });

  it.each([
    [0, 0],
    [1, 1],
    [6, 2],
    [2 ** 32 + 1, 2],
    [Number.MAX_SAFE_INTEGER, 53],
  ])('of %i leaves has a frontier of %i digests', (size, length) => {
    expect(frontierLength(size)).toBe(length);
  });

  it('goes on above 2^32 leaves', () => {
    const size = 2 ** 33 - 1;
    const digests = Array.from({ length: 33 }, (_, index) => new Uint8Array(32).fill(index));
    const tree = createCompactRange({ size, digests });
    tree.append(new Uint8Array(32));
    expect(tree.size).toBe(2 ** 33);
    expect(tree.frontier()).toHaveLength(1);
  });

  it.each([
    ['too few digests', { size: 3, digests: [new Uint8Array(32)] }],
    ['too many digests', { size: 0, digests: [new Uint8Array(32)] }],
    ['a short digest', { size: 1, digests: [new Uint8Array(31)] }],
    ['a size that is not whole', { size: 0.5, digests: [] }],
    ['a size below zero', { size: -1, digests: [] }],
  ])('is not started with %s, which our own code must have ruled out', (_what, start) => {
    expect(() => createCompactRange(start)).toThrow(expect.objectContaining({ name: 'BugError' }));
  });
});
