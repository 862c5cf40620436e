import { utcDay } from '../adapters/utc-time.ts';
import type { Limits } from '../bytes/limits.ts';
import type { Line } from '../bytes/line-reader.ts';
import type { ByteOffset, UnixMillis } from '../bytes/units.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';
import { digestBytes } from '../crypto/digest.ts';
import { takeRoot, type Walks } from './line-walks.ts';
import type { LinePlace } from './observation.ts';
import { PlainLine } from './plain-line.ts';

/**
 * Takes the lines that nearly every line of a sound log is like: plainly spelled entries, each with the next seq, the
 * digest of the line before and no earlier time. Nothing is to be said of them but how many there were, so nothing is
 * built for each. What this changes in the walks is what `observeLine` would have changed, line by line: a test
 * compares the two.
 */
export class PlainRun {
  private readonly plain: PlainLine;
  private readonly member: string;
  private readonly walks: Walks;
  private lastTimeAt: ByteOffset = 0;
  private lastTimeEnd: ByteOffset = 0;
  private dayStart: UnixMillis = 0;
  private dayEntries = 0;

  constructor(member: string, walks: Walks, limits: Pick<Limits, 'entryBytes' | 'jsonDepth'>) {
    this.plain = new PlainLine(limits);
    this.member = member;
    this.walks = walks;
  }

  /** Takes lines from `start` on as long as they are such, and returns the index of the first that is not. */
  take(batch: readonly Line[], leaves: Uint8Array, start: number): number {
    const { plain, walks } = this;
    const { tally, tree, sequence, disclosures } = walks;
    const before = sequence.onlyLineBefore();
    if (before === null) return start;
    let linked = before;
    let linkedAt = 0;
    let expected = sequence.nextSeq;
    let latest = tally.previousTime ?? Number.NEGATIVE_INFINITY;
    let index = start;
    for (let line = batch[index]; line?.isEndedByLf === true; line = batch[++index]) {
      const { bytes } = line;
      if (!plain.read(bytes) || plain.seq !== expected || plain.time < latest) break;
      if (!plain.linksTo(bytes, linked, linkedAt)) break;
      if (index === start) tally.firstTime = Math.min(tally.firstTime ?? plain.time, plain.time);
      if (plain.dayStart !== this.dayStart) this.endDay();
      this.dayStart = plain.dayStart;
      this.dayEntries += 1;
      if (plain.commitments.length > 0) disclosures.commitments(expected, plain.commitmentTexts(bytes));
      linked = leaves;
      linkedAt = index * digestBytes;
      tree.append(leaves, linkedAt);
      takeRoot(walks);
      expected += 1;
      latest = plain.time;
      this.lastTimeAt = plain.timeAt;
      this.lastTimeEnd = plain.timeEnd;
    }
    const last = batch[index - 1];
    if (index > start && last !== undefined)
      this.end(last, leaves.slice(linkedAt, linkedAt + digestBytes), index - start, latest);
    return index;
  }

  /** Tells the walks what they are told line by line otherwise. */
  private end(last: Line, leaf: Uint8Array, count: number, time: UnixMillis): void {
    const { tally, sequence } = this.walks;
    tally.lines += count;
    tally.entry += count;
    tally.lastTime = Math.max(tally.lastTime ?? time, time);
    tally.previousTime = time;
    tally.previousTimeText = decodeUtf8(last.bytes.subarray(this.lastTimeAt, this.lastTimeEnd));
    const at: LinePlace = {
      member: this.member,
      line: last.line,
      offset: last.offset,
      ordinal: tally.lines - 1,
      seq: sequence.nextSeq + count - 1,
    };
    sequence.addRun(count, leaf, at);
    this.endDay();
  }

  /** One addition a day instead of one look-up a line. */
  private endDay(): void {
    const { byDay } = this.walks.tally;
    const day = utcDay(this.dayStart);
    if (this.dayEntries > 0) byDay.set(day, (byDay.get(day) ?? 0) + this.dayEntries);
    this.dayEntries = 0;
  }
}
