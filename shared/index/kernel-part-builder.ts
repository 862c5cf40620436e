import { eventFields } from '../adapters/event-field.ts';
import { readEventFields } from '../adapters/read-event.ts';
import { parseUtcTime } from '../adapters/utc-time.ts';
import type { ConsecutiveEntries } from '../bundle/entry-facts.ts';
import { numberedNames } from '../bundle/field-spans.ts';
import type { LineReading } from '../bundle/read-line.ts';
import type { EntryTaker, LineSink, SegmentLines } from '../bundle/scan-segment.ts';
import { toText } from '../bundle/scan-text.ts';
import { BugError } from '../bytes/errors.ts';
import { limits } from '../bytes/limits.ts';
import { decodeUtf8Lossily, encodeUtf8 } from '../bytes/utf8.ts';
import { type FilledPart, placeParts, toSeqs } from './filled-part.ts';
import { type HeldPlace, heldPlaces } from './held-places.ts';
import { type IndexKernel, kernelStops } from './index-kernel.ts';
import { type IndexPart, partLines, readings } from './index-part.ts';
import { KernelLines } from './kernel-lines.ts';
import { KernelValues } from './kernel-values.ts';
import { type KernelWay, kernelWays } from './kernel-ways.ts';
import type { PartOptions } from './part-builder.ts';
import { toTimes } from './times.ts';
import { walkValues } from './walk-values.ts';

/** A kernel reads no line that is longer or deeper. */
const mostDepth = 32;
const entryReading = readings.indexOf('entry');
const dayBytes = 10;
const mostNumbers = 8;

/** As `PartBuilder`, whose parts it makes: the kernel reads the lines, and keeps their values, by itself. */
export class KernelPartBuilder implements LineSink {
  readonly fields = null;
  private readonly kernel: IndexKernel;
  private readonly member: string;
  private readonly options: PartOptions;
  private readonly held: HeldPlace;
  private readonly ways: readonly (KernelWay | null)[];
  private readonly values: KernelValues;
  private readonly lines: KernelLines;
  private readonly done: FilledPart[] = [];
  private row = 0;
  private lineOfNumbers = -1;
  private numbersOfLine = 0;
  private readonly reading = new Uint8Array(partLines);
  private readonly seq = new Float64Array(partLines);
  private readonly time = new Float64Array(partLines);

  private constructor(
    kernel: IndexKernel,
    member: string,
    options: PartOptions,
    ways: readonly (KernelWay | null)[],
  ) {
    this.kernel = kernel;
    this.member = member;
    this.options = options;
    this.held = heldPlaces(options.mapping);
    this.ways = ways;
    this.values = new KernelValues(kernel);
    this.lines = new KernelLines(kernel);
    kernel.forgetDay();
    this.beginPart();
  }

  /** Null for a mapping of which only built values tell what lies there. */
  static create(kernel: IndexKernel, member: string, options: PartOptions): KernelPartBuilder | null {
    const ways = kernelWays(options.mapping);
    return ways === null ? null : new KernelPartBuilder(kernel, member, options, ways);
  }

  takeEntries(segment: SegmentLines, first: number, take: EntryTaker): number {
    const { kernel, lines } = this;
    let index = first;
    if (index > lines.first && index < lines.first + lines.count) {
      lines.setLeaves(segment.leaves, index - lines.first, 1);
    }
    while (index < segment.lines) {
      if (index >= lines.first + lines.count || index < lines.first) {
        lines.load(segment, index);
        if (lines.count === 0) return index;
      }
      const from = index - lines.first;
      const to = kernel.takeLines(from, lines.count);
      const entries = lines.entries(from, to);
      this.note(entries);
      take(entries);
      index = lines.first + to;
      const stop = kernelStops[kernel.stopReason()];
      if (stop === 'odd-line') return index;
      if (stop === 'unknown-day' && !this.readDay()) return index;
      if (stop === 'unknown-number' && !this.readNumber(index)) return index;
      if (stop === 'part-ended') this.endPart();
    }
    return index;
  }

  plain(): void {
    throw new BugError('The kernel reads its lines by itself.');
  }

  other(
    line: Pick<LineReading, 'reading' | 'claimedSeq' | 'claimedTime' | 'event'>,
    bytes: Uint8Array,
  ): void {
    const { kernel, values, row } = this;
    kernel.beginLine(bytes.length);
    this.reading[row] = readings.indexOf(line.reading);
    this.seq[row] = line.claimedSeq ?? Number.NaN;
    this.time[row] = line.claimedTime ?? Number.NaN;
    const fields = readEventFields(line.event, this.options.mapping, line.reading);
    for (const [number, field] of eventFields.entries()) values.setField(number, fields[field]);
    const entryPath = kernel.entryPath.value;
    if (line.event !== null) walkValues(values, entryPath, line.event, this.held);
    else if (line.reading !== 'withheld') {
      const text = decodeUtf8Lossily(bytes.subarray(0, limits.entryBytes));
      walkValues(values, entryPath, text, undefined);
    }
    this.row += 1;
    if (kernel.endLine() !== 0) this.endPart();
  }

  build(starts: Uint32Array): readonly IndexPart[] {
    if (this.row > 0) this.endPart();
    return placeParts(this.member, starts, this.done);
  }

  private note({ seqs, times, count }: ConsecutiveEntries): void {
    this.reading.fill(entryReading, this.row, this.row + count);
    this.seq.set(seqs, this.row);
    this.time.set(times, this.row);
    this.row += count;
  }

  /** False for a day that there is not: only the parser says what is wrong with its line. */
  private readDay(): boolean {
    const { memory, dayTextAt } = this.kernel;
    const day = toText(new Uint8Array(memory.buffer, dayTextAt.value, dayBytes), 0, dayBytes);
    const start = parseUtcTime(`${day}T00:00:00Z`);
    if (start === null) return false;
    this.kernel.setDay(start);
    return true;
  }

  /** False for a number that is spelled otherwise than its text, and for a line of many such. */
  private readNumber(line: number): boolean {
    const { kernel } = this;
    this.numbersOfLine = line === this.lineOfNumbers ? this.numbersOfLine + 1 : 1;
    this.lineOfNumbers = line;
    // The line is read once more for each of them, which is soon as slow as the parser.
    if (this.numbersOfLine > mostNumbers) return false;
    const bytes = new Uint8Array(kernel.memory.buffer);
    const text = toText(bytes, kernel.unknownNumberAt(), kernel.unknownNumberEnd());
    if (String(Number(text)) !== text) return false;
    kernel.approveNumber();
    return true;
  }

  private beginPart(): void {
    const { kernel, values, options } = this;
    kernel.beginPart(options.seed, Math.min(options.jsonDepth, mostDepth), limits.entryBytes);
    this.row = 0;
    const entryPath = kernel.entryPath.value;
    const follow = (from: number, names: readonly string[]) =>
      names.reduce((node, name) => values.namedChildOf(node, encodeUtf8(name)), from);
    for (const name of numberedNames) kernel.holdPath(follow(entryPath, [name]), 0);
    const slots = new Uint32Array(eventFields.length);
    for (const [field, way] of this.ways.entries()) {
      if (way === null) continue;
      const { slot, names, inList } = way;
      const node = follow(entryPath, names);
      slots[field] = slot + 1;
      if (inList === null) {
        kernel.holdPath(node, slot + 1);
        continue;
      }
      kernel.holdPath(follow(kernel.indexedItemOf(node, inList.index), inList.names), slot + 1);
      // Where an object lies instead of the list, the digits are a name.
      kernel.holdPath(follow(node, [String(inList.index), ...inList.names]), slot + 1);
    }
    // The memory may have grown for the names.
    new Uint32Array(kernel.memory.buffer, kernel.fieldSlotsAt.value, slots.length).set(slots);
  }

  private endPart(): void {
    const { row: lines } = this;
    this.done.push({
      lines,
      reading: this.reading.slice(0, lines),
      seqs: toSeqs(this.seq.subarray(0, lines)),
      times: toTimes(this.time.subarray(0, lines)),
      columns: this.values.columns(),
      others: this.values.others(),
    });
    this.beginPart();
  }
}
