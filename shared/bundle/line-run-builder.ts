import { utcDay } from '../adapters/utc-time.ts';
import { floatAt, offsetAt } from '../bytes/element-at.ts';
import { toHex } from '../bytes/hex.ts';
import type { ByteOffset, DigestHex, EntrySeq, UnixMillis } from '../bytes/units.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';
import { coverRange } from '../chain/cover-range.ts';
import type { BatchDigests } from '../crypto/batch-digests.ts';
import { digestBytes } from '../crypto/digest.ts';
import { commitmentsOf } from './disclosure-walk.ts';
import type { ConsecutiveEntries, EntryFacts } from './entry-facts.ts';
import type { LineReading } from './read-line.ts';
import type { ClaimedTime, EntryCommitments, LineRun, TimeStep } from './segment-scan.ts';

/** The segment whose lines are followed. */
export interface RunStart {
  readonly firstSeq: EntrySeq;
  readonly bytes: Uint8Array;
  /** Where each line begins, and at the end the length of the segment. */
  readonly starts: Uint32Array;
  /** Of all lines; that of a stub is put in when the stub is read. */
  readonly leaves: Uint8Array;
  readonly keptProblems: number;
}

interface RunEnd {
  readonly rootSizes: readonly number[];
  readonly digests: BatchDigests;
}

const dayMillis = 86_400_000;

/** Follows the lines of one segment from its first one on, as long as nothing is to be said but of clocks that went back. */
export class LineRunBuilder {
  private readonly segment: RunStart;
  private isSound = true;
  private expected: EntrySeq;
  private claimedPrev: DigestHex = '';
  private first: ClaimedTime | null = null;
  private earliest: UnixMillis = Number.POSITIVE_INFINITY;
  private latest: UnixMillis = Number.NEGATIVE_INFINITY;
  /** The time of the entry before, and its text or where that lies: a text a line would cost more than reading it. */
  private time: UnixMillis = Number.NEGATIVE_INFINITY;
  private timeText: string | null = null;
  private timeAt: ByteOffset = 0;
  private timeEnd: ByteOffset = 0;
  private readonly stepsBack: TimeStep[] = [];
  private stepsBackCount = 0;
  private entries = 0;
  private withheld = 0;
  private isLastNumbered = false;
  private dayStart: UnixMillis = 0;
  private dayEntries = 0;
  private readonly byDay = new Map<UnixMillis, number>();
  private readonly commitments: EntryCommitments[] = [];

  constructor(segment: RunStart) {
    this.segment = segment;
    this.expected = segment.firstSeq;
  }

  /** Plain entries. */
  addEntries(entries: ConsecutiveEntries): void {
    // Of a segment of which something is to be said, nothing is asked here any more.
    for (let index = 0; index < entries.count && this.isSound; index++) {
      const quiet = this.countQuiet(entries, index);
      if (quiet > 0) this.addQuiet(entries, index, quiet);
      index += quiet;
      if (index === entries.count) return;
      this.addPlain(entries.at(index), entries.first + index, entries.links[index] === 1);
    }
  }

  /** A plain entry; `isLinked` when its `prev` is the leaf of the line before it in this segment. */
  addPlain(line: EntryFacts, index: number, isLinked: boolean): void {
    if (!this.takesEntry(line.seq, index, isLinked)) return;
    if (index === 0) this.claimedPrev = line.prevText(this.segment.bytes);
    const isBack = line.time < this.time;
    const earlier = isBack ? this.previousTimeText() : '';
    this.timeText = null;
    this.timeAt = line.timeAt;
    this.timeEnd = line.timeEnd;
    this.takeTime(line.time, line.dayStart);
    if (isBack) this.noteStepBack(line.seq, index, earlier);
    if (line.hasCommitments) {
      this.commitments.push({ seq: line.seq, digests: line.commitmentTexts(this.segment.bytes) });
    }
  }

  /** A line that the parser read. */
  addRead(line: LineReading, index: number): void {
    if (line.statedLeaf !== null) {
      this.addStub(line.statedLeaf, index);
      return;
    }
    const { claimedSeq, claimedPrev, claimedTime, claimedTimeText, event } = line;
    if (claimedSeq === null || claimedPrev === null || claimedTime === null || event === null) {
      this.isSound = false;
      return;
    }
    const isLinked = index > 0 && claimedPrev === toHex(this.leafOf(index - 1));
    if (!this.takesEntry(claimedSeq, index, isLinked)) return;
    if (index === 0) this.claimedPrev = claimedPrev;
    const isBack = claimedTime < this.time;
    const earlier = isBack ? this.previousTimeText() : '';
    this.timeText = claimedTimeText;
    this.takeTime(claimedTime, Math.floor(claimedTime / dayMillis) * dayMillis);
    if (isBack) this.noteStepBack(claimedSeq, index, earlier);
    const digests = commitmentsOf(event);
    if (digests.length > 0) this.commitments.push({ seq: claimedSeq, digests });
  }

  /** Null when something is to be said of a line, or of what follows the last one. */
  end({ rootSizes, digests }: RunEnd): LineRun | null {
    const { firstSeq, starts, leaves } = this.segment;
    if (!this.isSound || !this.isLastNumbered || this.first === null) return null;
    this.endDay();
    const lastIndex = starts.length - 2;
    return {
      firstSeq,
      claimedPrev: this.claimedPrev,
      lastLeaf: this.leafOf(lastIndex).slice(),
      lastOffset: offsetAt(starts, lastIndex),
      subtrees: coverRange(firstSeq, leaves, rootSizes, digests),
      entries: this.entries,
      withheld: this.withheld,
      first: this.first,
      last: { time: this.time, text: this.previousTimeText() },
      earliest: this.earliest,
      latest: this.latest,
      stepsBack: this.stepsBack,
      stepsBackCount: this.stepsBackCount,
      byDay: [...this.byDay].map(([start, entries]) => [utcDay(start), entries]),
      commitments: this.commitments,
    };
  }

  private addStub(statedLeaf: Uint8Array, index: number): void {
    this.segment.leaves.set(statedLeaf, index * digestBytes);
    // What a stub at the beginning stands behind, only the line after it can tell.
    if (index === 0) this.isSound = false;
    this.isLastNumbered = false;
    this.withheld += 1;
    this.expected += 1;
  }

  /** How many entries from one on only go on: linked, with the next seq, no earlier, on the same day, without commitments. */
  private countQuiet(entries: ConsecutiveEntries, from: number): number {
    if (this.first === null || entries.haveCommitments) return 0;
    const { count, seqs, times, dayStarts, links } = entries;
    const { expected, dayStart } = this;
    let before = this.time;
    let index = from;
    for (; index < count; index++) {
      const time = floatAt(times, index);
      const isNext = seqs[index] === expected + index - from && links[index] === 1;
      if (!isNext || !(time >= before) || dayStarts[index] !== dayStart) break;
      before = time;
    }
    return index - from;
  }

  private addQuiet(entries: ConsecutiveEntries, from: number, count: number): void {
    const { time, timeAt, timeEnd } = entries.at(from + count - 1);
    this.expected += count;
    this.entries += count;
    this.dayEntries += count;
    this.isLastNumbered = true;
    this.time = time;
    this.latest = Math.max(this.latest, time);
    this.timeText = null;
    this.timeAt = timeAt;
    this.timeEnd = timeEnd;
  }

  private takesEntry(seq: EntrySeq, index: number, isLinked: boolean): boolean {
    this.isSound &&= seq === this.expected && (isLinked || index === 0);
    this.expected += 1;
    this.entries += 1;
    this.isLastNumbered = true;
    return this.isSound;
  }

  private takeTime(time: UnixMillis, dayStart: UnixMillis): void {
    this.time = time;
    if (this.first === null) this.first = { time, text: this.previousTimeText() };
    if (time < this.earliest) this.earliest = time;
    if (time > this.latest) this.latest = time;
    // One addition a day instead of one look-up a line.
    if (dayStart !== this.dayStart) this.endDay();
    this.dayStart = dayStart;
    this.dayEntries += 1;
  }

  private endDay(): void {
    if (this.dayEntries === 0) return;
    this.byDay.set(this.dayStart, (this.byDay.get(this.dayStart) ?? 0) + this.dayEntries);
    this.dayEntries = 0;
  }

  private previousTimeText(): string {
    return this.timeText ?? decodeUtf8(this.segment.bytes.subarray(this.timeAt, this.timeEnd));
  }

  private noteStepBack(seq: EntrySeq, index: number, earlier: string): void {
    this.stepsBackCount += 1;
    if (this.stepsBack.length >= this.segment.keptProblems) return;
    const offset = offsetAt(this.segment.starts, index);
    this.stepsBack.push({ line: index + 1, offset, seq, earlier, later: this.previousTimeText() });
  }

  private leafOf(index: number): Uint8Array {
    return this.segment.leaves.subarray(index * digestBytes, (index + 1) * digestBytes);
  }
}
