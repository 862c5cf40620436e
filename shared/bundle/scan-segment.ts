import { lf } from '../bytes/ascii.ts';
import { offsetAt } from '../bytes/element-at.ts';
import type { Limits } from '../bytes/limits.ts';
import type { ByteOffset } from '../bytes/units.ts';
import type { BatchDigests, DigestedLines } from '../crypto/batch-digests.ts';
import { digestBytes } from '../crypto/digest.ts';
import { firstSeqOfMember } from './bundle-layout.ts';
import type { ConsecutiveEntries } from './entry-facts.ts';
import type { FieldSpans } from './field-spans.ts';
import { LineRunBuilder } from './line-run-builder.ts';
import { PlainLine } from './plain-line.ts';
import { type LineReading, readLine } from './read-line.ts';
import type { LineRun } from './segment-scan.ts';

/** Takes the lines of a segment while they are scanned, for an index. */
export interface LineSink {
  /** Where the values of a plain line are to be noted; null when no plain line is wanted. */
  readonly fields: FieldSpans | null;
  /** Takes entries from line `first` on by itself, and returns before which line it stopped. That one is read here. */
  takeEntries?(segment: SegmentLines, first: number, take: EntryTaker): number;
  /** An entry whose line lies in `bytes` from `start` to before `end`. */
  plain(line: PlainLine, bytes: Uint8Array, start: ByteOffset, end: ByteOffset): void;
  /** Every other line. */
  other(reading: LineReading, bytes: Uint8Array): void;
}

/** The lines of a segment, counted from 0 on. Of those before the one that is read, the leaves are final: stubs state theirs. */
export interface SegmentLines extends DigestedLines {
  readonly bytes: Uint8Array;
}

/** Takes what entries state that lie one behind the other. */
export type EntryTaker = (entries: ConsecutiveEntries) => void;

export interface ScanOptions {
  readonly limits: Limits;
  readonly digests: BatchDigests;
  /** Sizes of the tree at which its root is wanted. */
  readonly rootSizes: readonly number[];
  readonly sink: LineSink | null;
}

export interface ScannedLines {
  readonly lines: number;
  /** Where each line begins, and at the end the length of the segment. */
  readonly starts: Uint32Array;
  readonly run: LineRun | null;
}

const digestPattern = /^[0-9a-f]{64}$/;

/** Reads all lines of a segment in one pass over its bytes. Null, and nothing was done, when they are too many. */
export function scanSegment(member: string, bytes: Uint8Array, options: ScanOptions): ScannedLines | null {
  const { limits, digests, sink } = options;
  const digested = digests.digestLines(bytes, limits.scannedSegmentLines);
  if (digested === null) return null;
  const { lines, starts, ends, leaves } = digested;
  const plain = sink?.takeEntries === undefined ? new PlainLine(limits, sink?.fields ?? null) : null;
  const run = new LineRunBuilder({
    firstSeq: firstSeqOfMember(member),
    bytes,
    starts,
    leaves,
    keptProblems: limits.keptProblems,
  });
  const segment: SegmentLines = { bytes, ...digested };
  const take: EntryTaker = (entries) => run.addEntries(entries);
  for (let next = 0; next < lines; next++) {
    const index = sink?.takeEntries?.(segment, next, take) ?? next;
    next = index;
    if (index === lines) break;
    const start = offsetAt(starts, index);
    const end = offsetAt(ends, index);
    const isPlain = plain?.read(bytes, start, end) ?? false;
    const isLinked =
      isPlain && index > 0 && plain?.linksTo(bytes, leaves, (index - 1) * digestBytes) === true;
    // Only the parser says what a line is whose `prev` is no digest at all.
    if (plain !== null && isPlain && (isLinked || digestPattern.test(plain.prevText(bytes)))) {
      sink?.plain(plain, bytes, start, end);
      run.addPlain(plain, index, isLinked);
    } else {
      const line = bytes.subarray(start, end);
      const reading = readLine(line, limits);
      sink?.other(reading, line);
      run.addRead(reading, index);
    }
  }
  const isWhole = lines > 0 && bytes[bytes.length - 1] === lf && longest(starts) <= limits.lineBytes;
  return { lines, starts, run: isWhole ? run.end(options) : null };
}

function longest(starts: Uint32Array): number {
  let most = 0;
  for (let index = 1; index < starts.length; index++) {
    most = Math.max(most, offsetAt(starts, index) - offsetAt(starts, index - 1) - 1);
  }
  return most;
}
