import { utcDay } from '../adapters/utc-time.ts';
import { toHex } from '../bytes/hex.ts';
import type { Limits } from '../bytes/limits.ts';
import { type Line, readLines } from '../bytes/line-reader.ts';
import type { EntryOrdinal, EntrySeq } from '../bytes/units.ts';
import { digestLeaves } from '../chain/leaf.ts';
import { type DigestEngine, digestBytes, portableDigests } from '../crypto/digest.ts';
import { firstSeqOfMember } from './bundle-layout.ts';
import type { BundleMember, BundleSource } from './bundle-source.ts';
import { takeRoot, type Walks } from './line-walks.ts';
import type { LinePlace, ObservedLine, ObservedMember } from './observation.ts';
import type { ProblemList } from './problem-list.ts';
import { readLine } from './read-line.ts';

export interface SegmentOptions {
  readonly limits: Limits;
  /** `portableDigests` if none is given. */
  readonly digests?: DigestEngine;
  /** Called for each run of consecutive lines of one segment that are read one by one, in order. The bytes stay valid. */
  onLines?(member: string, lines: readonly ObservedLine[]): Promise<void> | void;
  /** Called after each run with the bytes of this segment, the lines and the rejects so far; throws CancelledError to stop. */
  onProgress(segmentBytes: number, lines: number, rejects: number): Promise<void> | void;
}

/** Reads one segment once, line by line: the bytes that are digested are the bytes that are split, read and handed on. */
export async function observeSegment(
  source: BundleSource,
  member: BundleMember,
  walks: Walks,
  options: SegmentOptions,
): Promise<ObservedMember> {
  const { digests = portableDigests } = options;
  const digest = digests.createSha256();
  const start = { ordinal: walks.tally.lines, expectedSeq: walks.sequence.nextSeq };
  let firstSeq: EntrySeq | null = null;
  let size = 0;
  let lineCount = 0;
  async function* digested(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source.open(member.path)) {
      digest.update(chunk);
      size += chunk.length;
      yield chunk;
    }
  }
  for await (const batch of readLines(digested(), options.limits, member.path)) {
    const leaves = digestLeaves(
      batch.map(({ bytes }) => bytes),
      digests,
    );
    const lines = batch.map((line, index): ObservedLine => {
      const leaf = leaves.subarray(index * digestBytes, (index + 1) * digestBytes);
      const observed = observeLine(line, leaf, member.path, walks, options.limits);
      if (line.line === 1) firstSeq = observed.claimedSeq;
      return observed;
    });
    lineCount += batch.length;
    await options.onLines?.(member.path, lines);
    await options.onProgress(size, walks.tally.lines, walks.tally.reject);
  }
  noteName(member.path, start, firstSeq, walks.problems);
  return { path: member.path, size, sha256: toHex(digest.digest()), lines: lineCount };
}

/**
 * The name must state the seq that follows the segment before, or that of the first line: either may be missing
 * because of an entry that was removed there, which is named already.
 */
function noteName(
  member: string,
  { ordinal, expectedSeq }: { readonly ordinal: EntryOrdinal; readonly expectedSeq: EntrySeq },
  firstSeq: EntrySeq | null,
  problems: ProblemList,
): void {
  const named = firstSeqOfMember(member);
  if (named === expectedSeq || named === firstSeq) return;
  const at: LinePlace = { member, line: 1, offset: 0, ordinal, seq: firstSeq };
  problems.add({ kind: 'segment-name', at, expectedSeq });
}

function observeLine(
  line: Line,
  leafOfBytes: Uint8Array,
  member: string,
  walks: Walks,
  limits: Limits,
): ObservedLine {
  const read = readLine(line.bytes, limits);
  // Named one by one: spreading them took a tenth of the time of a whole import (measured).
  const observed: ObservedLine = {
    reading: read.reading,
    reason: read.reason,
    claimedSeq: read.claimedSeq,
    claimedPrev: read.claimedPrev,
    claimedTime: read.claimedTime,
    claimedTimeText: read.claimedTimeText,
    event: read.event,
    ordinal: walks.tally.lines,
    bytes: line.bytes,
    offset: line.offset,
    line: line.line,
    isEndedByLf: line.isEndedByLf,
    leaf: read.statedLeaf ?? leafOfBytes,
  };
  const at: LinePlace = {
    member,
    line: line.line,
    offset: line.offset,
    ordinal: observed.ordinal,
    seq: read.claimedSeq,
  };
  noteForm(observed, at, walks.problems);
  walks.tree.append(observed.leaf);
  takeRoot(walks);
  walks.sequence.add(observed, at);
  if (observed.claimedSeq !== null) {
    walks.repeatedSeqs.noteSpan(member, observed.claimedSeq, observed.claimedSeq);
  }
  if (observed.event !== null && observed.claimedSeq !== null) {
    walks.disclosures.entry(observed.claimedSeq, observed.event);
  }
  count(observed, at, walks);
  return observed;
}

function noteForm(line: ObservedLine, at: LinePlace, problems: ProblemList): void {
  if (line.reason !== null && (line.reading === 'reject' || line.reading === 'ambiguous')) {
    problems.add({ kind: line.reading, at, reason: line.reason });
  }
  if (!line.isEndedByLf) problems.add({ kind: 'line-form', at, reason: 'the last line is not ended by LF' });
}

function count(line: ObservedLine, at: LinePlace, { tally, problems }: Walks): void {
  tally.lines += 1;
  tally[line.reading] += 1;
  const time = line.claimedTime;
  if (time === null || line.claimedTimeText === null) return;
  const day = utcDay(time);
  tally.byDay.set(day, (tally.byDay.get(day) ?? 0) + 1);
  tally.firstTime = Math.min(tally.firstTime ?? time, time);
  tally.lastTime = Math.max(tally.lastTime ?? time, time);
  if (tally.previousTime !== null && time < tally.previousTime) {
    problems.add({
      kind: 'time-backwards',
      at,
      earlier: tally.previousTimeText,
      later: line.claimedTimeText,
    });
  }
  tally.previousTime = time;
  tally.previousTimeText = line.claimedTimeText;
}
