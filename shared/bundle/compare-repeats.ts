import { valueAt } from '../bytes/element-at.ts';
import { toHex } from '../bytes/hex.ts';
import { readLines } from '../bytes/line-reader.ts';
import type { DigestHex, EntrySeq } from '../bytes/units.ts';
import { digestLeaves } from '../chain/leaf.ts';
import { digestBytes, portableDigests } from '../crypto/digest.ts';
import { segmentsInOrder } from './bundle-layout.ts';
import type { BundleSource } from './bundle-source.ts';
import type { ObservedMember, ObservedRepeats } from './observation.ts';
import type { SegmentOptions } from './observe-segment.ts';
import { readLine } from './read-line.ts';
import type { RepeatedSeqs } from './repeated-seqs.ts';
import { assertUnchanged } from './source-changed.ts';

interface FirstReading {
  readonly repeatedSeqs: RepeatedSeqs;
  readonly observed: ReadonlyMap<string, ObservedMember>;
  /** All lines that the first reading named as repeated ones. */
  readonly repeated: number;
}

type CompareOptions = Pick<SegmentOptions, 'limits' | 'digests'> & {
  /** Called after each run of lines; throws CancelledError to stop. */
  onProgress(): Promise<void> | void;
};

/**
 * Reads the segments once more in which lines with repeated numbers lie, and compares these lines. Reads nothing where no
 * line was repeated. Throws FormatError `source-changed` when a segment has other bytes than at the first reading.
 *
 * Which of several lines with one number belongs there is not asked: in whatever order they lie, as many are copies and
 * as many say something else. A stub and a line that cannot be read have no number; what repeats their place is not compared.
 */
export async function compareRepeats(
  source: BundleSource,
  { repeatedSeqs, observed, repeated }: FirstReading,
  options: CompareOptions,
): Promise<ObservedRepeats> {
  const comparison = createComparison(options.limits.comparedRepeats);
  for (const { path } of segmentsInOrder(source.members)) {
    if (!repeatedSeqs.mayBeIn(path)) continue;
    const sha256 = await readAgain(source, path, options, {
      isWanted: (seq) => repeatedSeqs.has(seq),
      take: (seq, leaf) => comparison.take(seq, leaf),
    });
    assertUnchanged(path, valueAt(observed, path).sha256, sha256);
  }
  const { sameBytes, otherContent } = comparison;
  return { sameBytes, otherContent, notCompared: repeated - sameBytes - otherContent };
}

interface LineTaker {
  isWanted(seq: EntrySeq): boolean;
  take(seq: EntrySeq, leaf: DigestHex): void;
}

/** Returns the digest of the segment: what is compared must be what the first reading judged. */
async function readAgain(
  source: BundleSource,
  path: string,
  { limits, digests = portableDigests, onProgress }: CompareOptions,
  taker: LineTaker,
): Promise<DigestHex> {
  const digest = digests.createSha256();
  async function* digested(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source.open(path)) {
      digest.update(chunk);
      yield chunk;
    }
  }
  for await (const batch of readLines(digested(), limits, path)) {
    const wanted = batch.flatMap(({ bytes }) => {
      const seq = readLine(bytes, limits).claimedSeq;
      return seq !== null && taker.isWanted(seq) ? [{ seq, bytes }] : [];
    });
    const leaves = digestLeaves(
      wanted.map(({ bytes }) => bytes),
      digests,
    );
    for (const [index, { seq }] of wanted.entries()) {
      taker.take(seq, toHex(leaves.subarray(index * digestBytes, (index + 1) * digestBytes)));
    }
    await onProgress();
  }
  return toHex(digest.digest());
}

interface Comparison {
  take(seq: EntrySeq, leaf: DigestHex): void;
  readonly sameBytes: number;
  readonly otherContent: number;
}

/** `room` is for leaves other than the first one of each number: a number may have as many contents as there are lines. */
function createComparison(room: number): Comparison {
  const firstLeaves = new Map<EntrySeq, DigestHex>();
  /** Of all numbers together: a line states its number, so no two numbers share a leaf. */
  const otherLeaves = new Set<DigestHex>();
  let sameBytes = 0;
  let otherContent = 0;
  return {
    take(seq, leaf) {
      const first = firstLeaves.get(seq);
      if (first === undefined) {
        firstLeaves.set(seq, leaf);
      } else if (first === leaf || otherLeaves.has(leaf)) {
        sameBytes += 1;
      } else if (otherLeaves.size < room) {
        otherLeaves.add(leaf);
        otherContent += 1;
      }
      // Without room, nobody knows whether it is the copy of a line whose leaf was not held.
    },
    get sameBytes() {
      return sameBytes;
    },
    get otherContent() {
      return otherContent;
    },
  };
}
