import type { ConsecutiveEntries, EntryFacts } from '../bundle/entry-facts.ts';
import type { SegmentLines } from '../bundle/scan-segment.ts';
import { toText } from '../bundle/scan-text.ts';
import { offsetAt } from '../bytes/element-at.ts';
import type { ByteOffset } from '../bytes/units.ts';
import { digestBytes } from '../crypto/digest.ts';
import type { IndexKernel } from './index-kernel.ts';

const lf = 0x0a;

/** The lines that lie in the kernel, and what it found of each. */
export class KernelLines implements EntryFacts {
  /** Of the first line in the segment, and how many there are. */
  first = 0;
  count = 0;
  private readonly kernel: IndexKernel;
  private buffer: ArrayBuffer;
  private views: ReturnType<typeof viewsOf>;
  /** Of the first line in the segment's bytes. */
  private base: ByteOffset = 0;
  private line = 0;

  constructor(kernel: IndexKernel) {
    this.kernel = kernel;
    this.buffer = kernel.memory.buffer;
    this.views = viewsOf(kernel);
  }

  /** Hands over as many lines from `first` on as fit; none when the first is too long. */
  load({ bytes, starts, ends, lines, leaves }: SegmentLines, first: number): void {
    const { inputBytes, batchSize } = this.kernel;
    const { input, lineStarts, lineEnds } = this.current();
    const base = offsetAt(starts, first);
    let top = base;
    let count = 0;
    while (count < batchSize.value && first + count < lines) {
      const end = offsetAt(ends, first + count);
      if (end - base >= inputBytes.value) break;
      lineStarts[count] = offsetAt(starts, first + count) - base;
      lineEnds[count] = end - base;
      top = end;
      count += 1;
    }
    input.set(bytes.subarray(base, top));
    input[top - base] = lf;
    this.first = first;
    this.count = count;
    this.base = base;
    this.setLeaves(leaves, 0, count);
  }

  /** A leaf that was put in behind `load`: that of a stub is the one that it states. */
  setLeaves(leaves: Uint8Array, line: number, count: number): void {
    const { leaves: target } = this.current();
    const before = this.first + line - 1;
    // Nothing in the segment is before its first line, and no entry states this.
    if (before < 0) target.fill(0, 0, digestBytes);
    const from = Math.max(before, 0) * digestBytes;
    target.set(
      leaves.subarray(from, (before + count) * digestBytes),
      before < 0 ? digestBytes : line * digestBytes,
    );
  }

  /** The lines from one to before another. */
  entries(from: number, to: number): ConsecutiveEntries {
    const { seqs, times, dayStarts, links, commitmentEnds } = this.current();
    const last = to === 0 ? 0 : offsetAt(commitmentEnds, to - 1);
    return {
      first: this.first + from,
      count: to - from,
      seqs: seqs.subarray(from, to),
      times: times.subarray(from, to),
      dayStarts: dayStarts.subarray(from, to),
      links: links.subarray(from, to),
      haveCommitments: last > (from === 0 ? 0 : offsetAt(commitmentEnds, from - 1)),
      at: (index) => this.at(from + index),
    };
  }

  /** The facts from here on are those of this line. */
  private at(line: number): EntryFacts {
    this.line = line;
    return this;
  }

  get seq(): number {
    return this.views.seqs[this.line] ?? Number.NaN;
  }

  get time(): number {
    return this.views.times[this.line] ?? Number.NaN;
  }

  get dayStart(): number {
    return this.views.dayStarts[this.line] ?? Number.NaN;
  }

  get timeAt(): ByteOffset {
    return this.base + offsetAt(this.views.timeAts, this.line);
  }

  get timeEnd(): ByteOffset {
    return this.base + offsetAt(this.views.timeEnds, this.line);
  }

  get hasCommitments(): boolean {
    return this.firstCommitment() < offsetAt(this.views.commitmentEnds, this.line);
  }

  prevText(bytes: Uint8Array): string {
    const at = this.base + offsetAt(this.views.prevAts, this.line);
    return toText(bytes, at, at + digestBytes * 2);
  }

  commitmentTexts(bytes: Uint8Array): readonly string[] {
    const { commitments, commitmentEnds } = this.views;
    const texts: string[] = [];
    for (let index = this.firstCommitment(); index < offsetAt(commitmentEnds, this.line); index++) {
      const start = this.base + offsetAt(commitments, 2 * index);
      texts.push(toText(bytes, start, this.base + offsetAt(commitments, 2 * index + 1)));
    }
    return texts;
  }

  private firstCommitment(): number {
    return this.line === 0 ? 0 : offsetAt(this.views.commitmentEnds, this.line - 1);
  }

  private current() {
    if (this.buffer !== this.kernel.memory.buffer) {
      this.buffer = this.kernel.memory.buffer;
      this.views = viewsOf(this.kernel);
    }
    return this.views;
  }
}

function viewsOf(kernel: IndexKernel) {
  const { buffer } = kernel.memory;
  const size = kernel.batchSize.value;
  return {
    input: new Uint8Array(buffer, kernel.inputAt.value, kernel.inputBytes.value),
    lineStarts: new Uint32Array(buffer, kernel.startsAt.value, size),
    lineEnds: new Uint32Array(buffer, kernel.endsAt.value, size),
    leaves: new Uint8Array(buffer, kernel.leavesAt.value, size * digestBytes),
    seqs: new Float64Array(buffer, kernel.seqsAt.value, size),
    times: new Float64Array(buffer, kernel.timesAt.value, size),
    dayStarts: new Float64Array(buffer, kernel.dayStartsAt.value, size),
    prevAts: new Uint32Array(buffer, kernel.prevAtsAt.value, size),
    timeAts: new Uint32Array(buffer, kernel.timeAtsAt.value, size),
    timeEnds: new Uint32Array(buffer, kernel.timeEndsAt.value, size),
    links: new Uint8Array(buffer, kernel.linksAt.value, size),
    commitmentEnds: new Uint32Array(buffer, kernel.commitmentEndsAt.value, size),
    commitments: new Uint32Array(buffer, kernel.commitmentsAt.value, 2 * kernel.commitmentRoom.value),
  };
}
