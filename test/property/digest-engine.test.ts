import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeDigests } from '../../cli/platform/digests.ts';
import { digestLeaves } from '../../shared/chain/leaf.ts';
import { createCompactRange } from '../../shared/chain/merkle-tree.ts';
import { portableDigests } from '../../shared/crypto/digest.ts';

const lines = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 40 });

describe("the command line's own SHA-256", () => {
  it('gives the digests that the reference gives, for every line and every piece', () => {
    fc.assert(
      fc.property(lines, (pieces) => {
        expect(digestLeaves(pieces, nodeDigests)).toEqual(digestLeaves(pieces));
        const [own, reference] = [nodeDigests.createSha256(), portableDigests.createSha256()];
        for (const piece of pieces) {
          own.update(piece);
          reference.update(piece);
        }
        const [ownCopy, referenceCopy] = [own.copy(), reference.copy()];
        for (const piece of pieces.slice(0, 3)) {
          ownCopy.update(piece);
          referenceCopy.update(piece);
        }
        expect(own.digest()).toEqual(reference.digest());
        expect(ownCopy.digest()).toEqual(referenceCopy.digest());
      }),
      { numRuns: 200 },
    );
  });

  it('writes over nothing but the 32 bytes that it was given, even inside what it digests', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 200 }), fc.nat(), (bytes, choice) => {
        const offset = choice % (bytes.length - 31);
        const [own, reference] = [bytes.slice(), bytes.slice()];
        nodeDigests.digestInto(own, own, offset);
        portableDigests.digestInto(reference, reference, offset);
        expect(own).toEqual(reference);
        expect(own.subarray(0, offset)).toEqual(bytes.subarray(0, offset));
        expect(own.subarray(offset + 32)).toEqual(bytes.subarray(offset + 32));
      }),
    );
  });

  it('grows the tree of the reference', () => {
    fc.assert(
      fc.property(lines, (pieces) => {
        const leaves = digestLeaves(pieces);
        const [own, reference] = [createCompactRange(undefined, nodeDigests), createCompactRange()];
        for (let index = 0; index < pieces.length; index++) {
          own.append(leaves, index * 32);
          reference.append(leaves.slice(index * 32, index * 32 + 32));
        }
        expect(own.root()).toEqual(reference.root());
        expect(own.frontier()).toEqual(reference.frontier());
      }),
      { numRuns: 100 },
    );
  });
});
