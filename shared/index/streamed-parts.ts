import type { ObservedLine } from '../bundle/observation.ts';
import type { ByteOffset } from '../bytes/units.ts';
import { type IndexPart, partLines } from './index-part.ts';
import { PartBuilder, type PartOptions } from './part-builder.ts';

/** The parts of a segment that is too large to be held whole: its lines come in runs, and parts go out as they fill. */
export class StreamedParts {
  private readonly member: string;
  private readonly options: PartOptions;
  private builder: PartBuilder;
  private readonly starts = new Uint32Array(partLines + 1);
  private lines = 0;
  private firstLine = 1;
  private offset: ByteOffset = 0;

  constructor(member: string, options: PartOptions) {
    this.member = member;
    this.options = options;
    this.builder = new PartBuilder(member, options);
  }

  /** Takes the next lines and returns the parts that they complete. */
  add(lines: readonly ObservedLine[]): readonly IndexPart[] {
    const complete: IndexPart[] = [];
    for (const line of lines) {
      if (this.lines === 0) {
        this.firstLine = line.line;
        this.offset = line.offset;
      }
      this.builder.other(line, line.bytes);
      this.lines += 1;
      this.starts[this.lines] = line.offset - this.offset + line.bytes.length + (line.isEndedByLf ? 1 : 0);
      if (this.builder.isPartEnd) complete.push(...this.finish());
    }
    return complete;
  }

  /** The last, incomplete part, if lines are left. */
  finish(): readonly IndexPart[] {
    const { firstLine, offset } = this;
    const parts = this.builder.build(this.starts.subarray(0, this.lines + 1));
    this.builder = new PartBuilder(this.member, this.options);
    this.lines = 0;
    return parts.map((part) => ({ ...part, firstLine, offset }));
  }
}
