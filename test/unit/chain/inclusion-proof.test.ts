import { describe, expect, it } from 'vitest';
import { parseHex } from '../../../shared/bytes/hex.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { proveInclusion, verifyInclusion } from '../../../shared/chain/inclusion-proof.ts';
import { leafDigest } from '../../../shared/chain/leaf.ts';

const leaves = Array.from({ length: 7 }, (_, index) => leafDigest(encodeUtf8(`${index}`)));
// By a recursive function of RFC 6962 section 2.1 in Python.
const root =
  parseHex('a3e23b32ccb6bf96d092d165d8aa546e09829de8f03b0e8957581d1e16b92bdf') ?? new Uint8Array(0);
const leaf2 = leafDigest(encodeUtf8('2'));

describe('an inclusion proof', () => {
  it('of each leaf leads to the root, and only from its own index', () => {
    leaves.forEach((leaf, index) => {
      const proof = proveInclusion(leaves, index);
      for (let claimed = 0; claimed < 7; claimed++) {
        expect(verifyInclusion({ ...proof, index: claimed }, leaf, root)).toBe(claimed === index);
      }
    });
  });

  it.each([
    ['a negative index', { index: -2 }],
    ['an index that is not whole', { index: 2.5 }],
    ['an index at the end of the tree', { index: 7 }],
    ['a size that is not a safe integer', { size: 2 ** 53 }],
    ['no path', { path: [] }],
    ['a path that goes on above the root', { path: [...proveInclusion(leaves, 2).path, root] }],
    ['a digest of 31 bytes', { path: proveInclusion(leaves, 2).path.map((digest) => digest.slice(1)) }],
  ])('with %s proves nothing', (_what, changed) => {
    expect(verifyInclusion({ ...proveInclusion(leaves, 2), ...changed }, leaf2, root)).toBe(false);
  });

  it('proves nothing for an empty leaf or an empty root', () => {
    const proof = proveInclusion(leaves, 2);
    expect(verifyInclusion(proof, new Uint8Array(0), root)).toBe(false);
    expect(verifyInclusion(proof, leaf2, new Uint8Array(0))).toBe(false);
  });

  it('cannot be made for a leaf that is not there', () => {
    expect(() => proveInclusion(leaves, 7)).toThrow(expect.objectContaining({ name: 'BugError' }));
  });
});
