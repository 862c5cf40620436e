import type { EventFields } from '../adapters/read-event.ts';
import type { ObservedLine } from '../bundle/observation.ts';
import { lf } from '../bytes/ascii.ts';
import { BugError } from '../bytes/errors.ts';
import { type Block, type BlockLimits, blockLimits, leafBytes, readings } from './block.ts';
import { type Dictionaries, DictionaryBuilder, forEachField } from './dictionary.ts';

/** Reads the event model out of one line; the mapping lies in the bundle's descriptor. */
export type FieldReader = (line: ObservedLine) => EventFields;

/** Turns runs of observed lines into blocks. The same lines give the same blocks, however the runs are cut. */
export class BlockBuilder {
  readonly #readFields: FieldReader;
  readonly #limits: BlockLimits;
  readonly #dictionaries = forEachField(() => new DictionaryBuilder());
  #member = '';
  #lines: ObservedLine[] = [];
  #bytes = 0;

  constructor(readFields: FieldReader, limits: BlockLimits = blockLimits) {
    this.#readFields = readFields;
    this.#limits = limits;
  }

  /** Takes the next lines of a segment and returns the blocks that they complete, in order. */
  add(member: string, lines: readonly ObservedLine[]): readonly Block[] {
    const complete: Block[] = [];
    for (const line of lines) {
      if (!this.#hasRoomFor(member, line)) complete.push(...this.finish());
      this.#assertFollows(line);
      this.#member = member;
      this.#lines.push(line);
      this.#bytes += byteLength(line);
    }
    return complete;
  }

  /** The last, incomplete block, if lines are left. */
  finish(): readonly Block[] {
    if (this.#lines.length === 0) return [];
    const block = this.#buildBlock();
    this.#lines = [];
    this.#bytes = 0;
    return [block];
  }

  /** All texts so far: an id in a block that was returned is in it. */
  get dictionaries(): Dictionaries {
    return forEachField((field) => this.#dictionaries[field].texts);
  }

  #hasRoomFor(member: string, line: ObservedLine): boolean {
    if (this.#lines.length === 0) return true;
    if (member !== this.#member || this.#lines.length >= this.#limits.lines) return false;
    return this.#bytes + byteLength(line) <= this.#limits.bytes;
  }

  /** A hole between two lines would be lost bytes of evidence that no later step could notice. */
  #assertFollows(line: ObservedLine): void {
    const previous = this.#lines.at(-1);
    if (previous === undefined) return;
    const isNext =
      line.ordinal === previous.ordinal + 1 && line.offset === previous.offset + byteLength(previous);
    if (!isNext)
      throw new BugError(`Line ${line.line} of ${this.#member} does not follow the line before it.`);
  }

  #buildBlock(): Block {
    const [first] = this.#lines;
    if (first === undefined) throw new BugError('A block needs at least one line.');
    const count = this.#lines.length;
    // Right-sized arrays: storing a view into a larger buffer would store the whole buffer.
    const block = {
      member: this.#member,
      firstOrdinal: first.ordinal,
      firstLine: first.line,
      offset: first.offset,
      raw: new Uint8Array(this.#bytes),
      starts: new Uint32Array(count + 1),
      leaves: new Uint8Array(count * leafBytes),
      reading: new Uint8Array(count),
      seq: new Float64Array(count),
      time: new Float64Array(count),
      fields: forEachField(() => new Uint32Array(count)),
    };
    let end = 0;
    this.#lines.forEach((line, index) => {
      block.raw.set(line.bytes, end);
      end += byteLength(line);
      if (line.isEndedByLf) block.raw[end - 1] = lf;
      block.starts[index + 1] = end;
      block.leaves.set(line.leaf, index * leafBytes);
      block.reading[index] = readings.indexOf(line.reading);
      block.seq[index] = line.claimedSeq ?? Number.NaN;
      block.time[index] = line.claimedTime ?? Number.NaN;
      const values = this.#readFields(line);
      forEachField((field) => {
        block.fields[field][index] = this.#dictionaries[field].idOf(values[field]);
      });
    });
    return block;
  }
}

function byteLength(line: ObservedLine): number {
  return line.bytes.length + (line.isEndedByLf ? 1 : 0);
}
