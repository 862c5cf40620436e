import { firstSeqOfMember, segmentsInOrder } from '../bundle/bundle-layout.ts';
import type { BundleSource } from '../bundle/bundle-source.ts';
import { readDisclosureLine } from '../bundle/disclosure-walk.ts';
import { type LineReading, readLine } from '../bundle/read-line.ts';
import { concatBytes } from '../bytes/concat.ts';
import { limits } from '../bytes/limits.ts';
import { readLines } from '../bytes/line-reader.ts';
import type { EntryOrdinal, EntrySeq } from '../bytes/units.ts';

/** One line of a bundle that was verified before, with what belongs to it. */
export interface SourceLine {
  readonly ordinal: EntryOrdinal;
  /** Its place in the log, also where the line does not say it. */
  readonly seq: EntrySeq;
  /** Without its LF. */
  readonly bytes: Uint8Array;
  readonly reading: LineReading;
  /** Disclosures of its committed fields by their digests, as they are spelled. */
  readonly disclosures: ReadonlyMap<string, string>;
}

export interface SourceSegment {
  readonly path: string;
  /** Where the disclosures of its entries lie, if there are any. */
  readonly disclosurePath: string;
  lines(): AsyncIterable<readonly SourceLine[]>;
}

const none: ReadonlyMap<string, string> = new Map();

/** The segments of a bundle in their order. Of each, the disclosures are held while its lines are read, and nothing else. */
export function* sourceSegments(source: BundleSource, start: EntrySeq): Generator<SourceSegment, void> {
  const paths = new Set(source.members.map(({ path }) => path));
  let ordinal: EntryOrdinal = 0;
  for (const { path } of segmentsInOrder(source.members)) {
    const disclosurePath = `data/disclosures/${String(firstSeqOfMember(path)).padStart(12, '0')}.ndjson`;
    yield {
      path,
      disclosurePath,
      async *lines() {
        const disclosures = paths.has(disclosurePath)
          ? await readDisclosures(source, disclosurePath)
          : new Map<EntrySeq, ReadonlyMap<string, string>>();
        for await (const batch of readLines(source.open(path), limits, path)) {
          const lines = batch.map(({ bytes }): SourceLine => {
            const reading = readLine(bytes, limits);
            const seq = reading.claimedSeq ?? start + ordinal;
            return { ordinal: ordinal++, seq, bytes, reading, disclosures: disclosures.get(seq) ?? none };
          });
          yield lines;
        }
      },
    };
  }
}

async function readDisclosures(
  source: BundleSource,
  path: string,
): Promise<ReadonlyMap<EntrySeq, ReadonlyMap<string, string>>> {
  const bySeq = new Map<EntrySeq, ReadonlyMap<string, string>>();
  for await (const batch of readLines(source.open(path), limits, path)) {
    for (const { bytes } of batch) {
      const read = readDisclosureLine(bytes);
      // The bundle was verified, so that every line can be read; one that cannot would open nothing.
      if (typeof read === 'string') continue;
      const { seq, digests, disclosures } = read;
      bySeq.set(seq, new Map(digests.map((digest, index) => [digest, disclosures[index] ?? ''])));
    }
  }
  return bySeq;
}

/** A small member, whole. */
export async function readMember(source: BundleSource, path: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.open(path)) chunks.push(chunk.slice());
  return concatBytes(chunks);
}
