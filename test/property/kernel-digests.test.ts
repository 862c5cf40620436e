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
const mostLines = 100_000;
const lineLengths = fc.array(lineLength, { maxLength: 40 });

it('the kernel runs here, so that the tests below are about it', () => {
  expect(workerDigests).not.toBe(portableAllDigests);
});

describe('Lines and leaves by the kernel', () => {
  it('are those of the reference for lines of any length in any number, with and without a last LF', () => {
    fc.assert(
      fc.property(lineLengths, fc.boolean(), fc.infiniteStream(fc.nat(255)), (lengths, isEnded, random) => {
        expectSameLines(textOf(lengths, random, isEnded));
      }),
      { numRuns: 400 },
    );
  });

  it('are those of the reference for any bytes at all', () => {
    const byte = fc.oneof(fc.constant(0x0a), fc.nat(255));
    const piece = fc.array(byte, { maxLength: 400 });
    fc.assert(fc.property(piece, (bytes) => expectSameLines(Uint8Array.from(bytes))));
  });

  it('are those of the reference for every order of lengths around a block in four lanes', () => {
    for (let round = 0; round < boundaries.length ** 2; round++) {
      const lengths = Array.from(
        { length: 9 },
        (_, at) => boundaries[(round * (at + 1) + at) % boundaries.length] ?? 0,
      );
      expectSameLines(textOf(lengths, numbers()));
    }
  });

  it('are those of the reference for more lines than one call takes', () => {
    for (const count of [4_095, 4_096, 4_097, 9_001]) {
      expectSameLines(
        textOf(
          Array.from({ length: count }, (_, index) => index % 3),
          numbers(),
        ),
      );
      expectSameLines(new Uint8Array(count).fill(0x0a));
    }
  });

  it('are those of the reference for a line of 16 MiB between short ones, and around the size of its memory', () => {
    for (const long of [524_286, 524_287, 524_288, 524_289, 16 * 1024 * 1024]) {
      for (const isEnded of [true, false]) {
        expectSameLines(textOf([3, long, 70, 0], numbers(), isEnded));
        expectSameLines(textOf([long], numbers(), isEnded));
        expectSameLines(textOf([70, long], numbers(), isEnded));
      }
    }
  });

  it('are those of the reference wherever the memory of the kernel ends in a line', () => {
    const rest = Array.from({ length: 2_000 }, (_, index) => (index * 37) % 600);
    for (let first = 0; first < 70; first++) expectSameLines(textOf([first, ...rest], numbers()));
  });

  it('are none where there are more of them than may be', () => {
    const text = textOf(
      Array.from({ length: 5_000 }, () => 1),
      numbers(),
    );
    for (const digests of [workerDigests, portableAllDigests]) {
      expect(digests.digestLines(text, 5_000)?.lines).toBe(5_000);
      expect(digests.digestLines(text, 4_999)).toBeNull();
      expect(digests.digestLines(text.subarray(0, text.length - 1), 4_999)).toBeNull();
      expect(digests.digestLines(text, 0)).toBeNull();
      expect(digests.digestLines(new Uint8Array(0), 0)?.lines).toBe(0);
    }
  });

  it('know nothing of the text before, which still lies in the memory of the kernel', () => {
    workerDigests.digestLines(new Uint8Array(1_000).fill(0x0a), mostLines);
    expectSameLines(Uint8Array.of(1, 2, 3));
    expectSameLines(Uint8Array.of(1, 0x0a, 3));
  });

  it('change nothing in the text', () => {
    const text = textOf([5, 64, 130], numbers());
    const before = text.slice();
    workerDigests.digestLines(text, mostLines);
    expect(text).toEqual(before);
  });
});

describe('Nodes by the kernel', () => {
  it('are those of the reference for every number of pairs, in place as well', () => {
    for (const count of [0, 1, 2, 3, 4, 5, 7, 8, 63, 4_095, 4_096, 4_097, 8_193]) {
      const digests = bytesOf(count * 64, numbers());
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
    const leaves = bytesOf(100 * 32, numbers());
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
      const bytes = bytesOf(first + second, numbers());
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

function expectSameLines(text: Uint8Array): void {
  const linesBy = (digests: AllDigests) => {
    const found = digests.digestLines(text, mostLines);
    if (found === null) throw new Error('There are too many lines.');
    const { lines, starts, ends, leaves } = found;
    return [lines, ...[starts, ends].map((places) => places.join()), hexOf(leaves)];
  };
  expect(linesBy(workerDigests)).toEqual(linesBy(portableAllDigests));
}

// As text: comparing long arrays element by element takes most of the time otherwise.
function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** Lines of these lengths, without a LF in them. */
function textOf(lengths: readonly number[], random: Iterator<number>, isEnded = true): Uint8Array {
  const size = lengths.reduce((sum, length) => sum + length + 1, 0);
  const text = bytesOf(size, random).map((byte) => (byte === 0x0a ? 0x0b : byte));
  let at = 0;
  for (const length of lengths) {
    at += length + 1;
    text[at - 1] = 0x0a;
  }
  return isEnded ? text : text.subarray(0, Math.max(size - 1, 0));
}

function bytesOf(size: number, random: Iterator<number>): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let index = 0; index < size; index++) bytes[index] = random.next().value;
  return bytes;
}

/** The same numbers in every run. */
function* numbers(): Generator<number, never> {
  for (let state = 1; ; state = (state * 48_271) % 2_147_483_647) yield state & 0xff;
}
