import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workerDigests } from '../../renderer/workers/worker-digests.ts';
import { BugError } from '../../shared/bytes/errors.ts';
import { createCompactRange } from '../../shared/chain/merkle-tree.ts';
import { portableAllDigests } from '../../shared/crypto/fastest-digests.ts';
import type { AllDigests } from '../../shared/crypto/kernel-digests.ts';

/** Around one and two blocks, where padding, its length and the prefix of a leaf take another block. */
const boundaries = [0, 1, 53, 54, 55, 56, 62, 63, 64, 65, 118, 119, 120, 126, 127, 128, 129];
const lineLength = fc.oneof(fc.nat({ max: 300 }), fc.constantFrom(...boundaries));
const lineLengths = fc.array(lineLength, { maxLength: 40 });

it('the kernel runs here, so that the tests below are about it', () => {
  expect(workerDigests).not.toBe(portableAllDigests);
});

describe('Leaves by the kernel', () => {
  it('are those of the reference for lines of any length in any number', () => {
    fc.assert(
      fc.property(
        lineLengths,
        fc.nat({ max: 20 }),
        fc.infiniteStream(fc.nat(255)),
        (lengths, before, random) => {
          const { bytes, starts, ends } = layOut(lengths, before, random);
          expectSameLeaves(bytes, starts, ends);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('are those of the reference for every order of lengths around a block in four lanes', () => {
    for (let round = 0; round < boundaries.length ** 2; round++) {
      const lengths = Array.from(
        { length: 9 },
        (_, at) => boundaries[(round * (at + 1) + at) % boundaries.length] ?? 0,
      );
      const { bytes, starts, ends } = layOut(lengths, 0, numbers());
      expectSameLeaves(bytes, starts, ends);
    }
  });

  it('are those of the reference for lines that overlap, run backwards or are the same', () => {
    const range = fc.tuple(fc.nat({ max: 400 }), fc.nat({ max: 400 }));
    fc.assert(
      fc.property(fc.array(range, { maxLength: 30 }), (ranges) => {
        const bytes = layOut([400], 0, numbers()).bytes;
        const starts = Uint32Array.from(ranges, ([one, other]) => Math.min(one, other));
        const ends = Uint32Array.from(ranges, ([one, other]) => Math.max(one, other));
        expectSameLeaves(bytes, starts, ends);
      }),
    );
  });

  it('are those of the reference for more lines than one call takes, and for lines far apart', () => {
    const many = layOut(
      Array.from({ length: 9_001 }, (_, index) => index % 3),
      0,
      numbers(),
    );
    expectSameLeaves(many.bytes, many.starts, many.ends);
    const far = new Uint8Array(3_000_000).fill(7);
    expectSameLeaves(
      far,
      Uint32Array.of(0, 2_999_000, 5, 1_500_000),
      Uint32Array.of(9, 3_000_000, 5, 2_300_000),
    );
  });

  it('are those of the reference for a line of 16 MiB between short ones, and around the size of its memory', () => {
    for (const long of [524_287, 524_288, 524_289, 16 * 1024 * 1024]) {
      const { bytes, starts, ends } = layOut([3, long, 70, 0], 1, numbers());
      expectSameLeaves(bytes, starts, ends);
    }
  });

  it('change nothing in the lines and nothing outside their 32 bytes each', () => {
    const { bytes, starts, ends } = layOut([5, 64, 130], 2, numbers());
    const before = bytes.slice();
    const target = new Uint8Array(5 * 32).fill(0xaa);
    workerDigests.digestLines(bytes, starts, ends, 3, target);
    expect(bytes).toEqual(before);
    expect(target.subarray(96)).toEqual(new Uint8Array(64).fill(0xaa));
  });

  it('are refused for offsets outside the bytes, instead of digesting what an earlier call left', () => {
    const bytes = new Uint8Array(100);
    const target = new Uint8Array(32);
    const digest = (start: number, end: number) => () =>
      workerDigests.digestLines(bytes, Uint32Array.of(start), Uint32Array.of(end), 1, target);
    expect(digest(0, 101)).toThrow(BugError);
    expect(digest(50, 49)).toThrow(BugError);
    expect(digest(4_294_967_295, 4_294_967_295)).toThrow(BugError);
    const two = Uint32Array.of(0, 0);
    expect(() => workerDigests.digestLines(bytes, two, two, 2, target)).toThrow(BugError);
    expect(() => workerDigests.digestLines(bytes, two, two, 3, new Uint8Array(96))).toThrow(BugError);
  });
});

describe('Nodes by the kernel', () => {
  it('are those of the reference for every number of pairs, in place as well', () => {
    for (const count of [0, 1, 2, 3, 4, 5, 7, 8, 63, 4_095, 4_096, 4_097, 8_193]) {
      const digests = layOut([count * 64], 0, numbers()).bytes.slice(0, count * 64);
      const expected = new Uint8Array(count * 32);
      const found = new Uint8Array(count * 32);
      portableAllDigests.digestNodes(digests, count, expected);
      workerDigests.digestNodes(digests, count, found);
      expect(hexOf(found)).toBe(hexOf(expected));
      workerDigests.digestNodes(digests, count, digests);
      expect(hexOf(digests.subarray(0, count * 32))).toBe(hexOf(expected));
    }
  });

  it('are refused when there are not enough digests or not enough room', () => {
    const digests = new Uint8Array(127);
    expect(() => workerDigests.digestNodes(digests, 2, new Uint8Array(64))).toThrow(BugError);
    expect(() => workerDigests.digestNodes(new Uint8Array(128), 2, new Uint8Array(63))).toThrow(BugError);
  });

  it('grow the tree of the reference', () => {
    const leaves = layOut([100 * 32], 0, numbers()).bytes;
    const [own, reference] = [createCompactRange(undefined, workerDigests), createCompactRange()];
    for (let index = 0; index < 100; index++) {
      own.append(leaves, index * 32);
      reference.append(leaves, index * 32);
      expect(own.root()).toEqual(reference.root());
    }
  });
});

describe('Streams by the kernel', () => {
  it('give the digest of the whole, wherever it is cut, and two at once do not touch each other', () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 });
    fc.assert(
      fc.property(pieces, pieces, (ones, others) => {
        const [one, other] = [workerDigests.createSha256(), workerDigests.createSha256()];
        const [oneReference, otherReference] = [
          portableAllDigests.createSha256(),
          portableAllDigests.createSha256(),
        ];
        for (let index = 0; index < Math.max(ones.length, others.length); index++) {
          const piece = ones[index] ?? new Uint8Array(0);
          const otherPiece = others[index] ?? new Uint8Array(0);
          one.update(piece);
          other.update(otherPiece);
          oneReference.update(piece);
          otherReference.update(otherPiece);
          // Whatever else goes through the kernel in between belongs to nobody's stream.
          workerDigests.digestInto(otherPiece, new Uint8Array(32), 0);
        }
        expect(one.digest()).toEqual(oneReference.digest());
        expect(other.digest()).toEqual(otherReference.digest());
      }),
      { numRuns: 300 },
    );
  });

  it('give the digest of the whole for pieces around the size of its memory', () => {
    for (const [first, second] of [
      [1, 524_287],
      [63, 524_288],
      [524_288, 1],
      [65, 1_500_000],
    ] as const) {
      const bytes = layOut([first + second], 0, numbers()).bytes.slice(0, first + second);
      const stream = workerDigests.createSha256();
      stream.update(bytes.subarray(0, first));
      stream.update(bytes.subarray(first));
      const [whole, expected] = [new Uint8Array(32), new Uint8Array(32)];
      workerDigests.digestInto(bytes, whole, 0);
      portableAllDigests.digestInto(bytes, expected, 0);
      expect(stream.digest()).toEqual(expected);
      expect(whole).toEqual(expected);
    }
  });

  it('go on in two ways from wherever they are copied, and neither touches the other', () => {
    const piece = fc.uint8Array({ maxLength: 200 });
    fc.assert(
      fc.property(piece, piece, piece, (before, after, otherAfter) => {
        const [one, reference] = [workerDigests.createSha256(), portableAllDigests.createSha256()];
        one.update(before);
        reference.update(before);
        const [other, otherReference] = [one.copy(), reference.copy()];
        one.update(after);
        other.update(otherAfter);
        reference.update(after);
        otherReference.update(otherAfter);
        expect(one.digest()).toEqual(reference.digest());
        expect(other.digest()).toEqual(otherReference.digest());
      }),
      { numRuns: 300 },
    );
  });

  it('end once, and take nothing after the end', () => {
    const stream = workerDigests.createSha256();
    stream.digest();
    expect(() => stream.digest()).toThrow(BugError);
    expect(() => stream.copy()).toThrow(BugError);
    expect(() => stream.update(new Uint8Array(1))).toThrow(BugError);
  });
});

function expectSameLeaves(bytes: Uint8Array, starts: Uint32Array, ends: Uint32Array): void {
  const leavesBy = (digests: AllDigests) => {
    const target = new Uint8Array(starts.length * 32);
    digests.digestLines(bytes, starts, ends, starts.length, target);
    return hexOf(target);
  };
  expect(leavesBy(workerDigests)).toBe(leavesBy(portableAllDigests));
}

// As text: comparing long arrays element by element takes most of the time otherwise.
function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** Lines with one byte between them, as LF lies there, behind some bytes that belong to none. */
function layOut(lengths: readonly number[], before: number, random: Iterator<number>) {
  const starts = new Uint32Array(lengths.length);
  const ends = new Uint32Array(lengths.length);
  let at = before;
  for (const [index, length] of lengths.entries()) {
    starts[index] = at;
    ends[index] = at + length;
    at += length + 1;
  }
  const bytes = new Uint8Array(at);
  for (let index = 0; index < bytes.length; index++) bytes[index] = random.next().value;
  return { bytes, starts, ends };
}

/** The same numbers in every run. */
function* numbers(): Generator<number, never> {
  for (let state = 1; ; state = (state * 48_271) % 2_147_483_647) yield state & 0xff;
}
