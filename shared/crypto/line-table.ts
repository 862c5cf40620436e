import { offsetAt } from '../bytes/element-at.ts';
import { likelyLines } from '../bytes/split-lines.ts';
import type { ByteCount, ByteOffset } from '../bytes/units.ts';
import type { DigestedLines } from './batch-digests.ts';
import { digestBytes } from './digest.ts';

/** Lines as a kernel finds them: places relative to where it began, and leaves. There may be room for more. */
interface FoundLines {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly leaves: Uint8Array;
}

/** The lines of a text that were found so far, one behind the other, in arrays that grow. */
export class LineTable {
  lines = 0;
  /** Where the next line begins. */
  next: ByteOffset = 0;
  private readonly size: ByteCount;
  private readonly most: number;
  private room: number;
  private starts: Uint32Array;
  private ends: Uint32Array;
  private leaves: Uint8Array;

  /** `most` lines are asked for: of more, it need only be known that they are there. */
  constructor(size: ByteCount, most: number) {
    this.size = size;
    this.most = most;
    this.room = likelyLines(size);
    this.starts = new Uint32Array(this.room);
    this.ends = new Uint32Array(this.room);
    this.leaves = new Uint8Array(this.room * digestBytes);
  }

  get isTooLong(): boolean {
    return this.lines > this.most;
  }

  add(base: ByteOffset, count: number, { starts, ends, leaves }: FoundLines): void {
    if (this.lines + count >= this.room) this.grow(this.lines + count);
    const { starts: ownStarts, ends: ownEnds, lines } = this;
    for (let index = 0; index < count; index++) {
      ownStarts[lines + index] = base + offsetAt(starts, index);
      ownEnds[lines + index] = base + offsetAt(ends, index);
    }
    this.leaves.set(leaves.subarray(0, count * digestBytes), lines * digestBytes);
    this.lines += count;
    this.next = Math.min(offsetAt(ownEnds, this.lines - 1) + 1, this.size);
  }

  end(): DigestedLines {
    const { lines, starts, ends, leaves } = this;
    starts[lines] = this.size;
    return {
      lines,
      starts: starts.slice(0, lines + 1),
      ends: ends.subarray(0, lines),
      leaves: leaves.subarray(0, lines * digestBytes),
    };
  }

  private grow(lines: number): void {
    this.room = Math.max(lines, Math.min(2 * lines, this.most)) + 1;
    const { starts, ends, leaves } = this;
    this.starts = new Uint32Array(this.room);
    this.starts.set(starts);
    this.ends = new Uint32Array(this.room);
    this.ends.set(ends);
    this.leaves = new Uint8Array(this.room * digestBytes);
    this.leaves.set(leaves);
  }
}
