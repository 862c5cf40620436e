import { type EventField, eventFields } from '../adapters/event-field.ts';
import type { FieldValue } from '../adapters/field-value.ts';
import { type EventMapping, readEventFields, toFieldValue } from '../adapters/read-event.ts';
import type { FieldSpans, FieldWay } from '../bundle/field-spans.ts';
import type { PlainLine } from '../bundle/plain-line.ts';
import type { LineReading } from '../bundle/read-line.ts';
import type { LineSink } from '../bundle/scan-segment.ts';
import { quotationMark } from '../bytes/ascii.ts';
import type { ByteOffset, EntrySeq } from '../bytes/units.ts';
import { parseStrictJson } from '../json/parse-json.ts';
import { resolveTokens } from '../json/pointer.ts';
import { ColumnBuilder } from './column.ts';
import { forEachField } from './for-each-field.ts';
import { type IndexPart, partLines, readings } from './index-part.ts';
import { toTimes } from './times.ts';

export interface PartOptions {
  readonly mapping: EventMapping;
  readonly fields: FieldSpans;
  /** For `TextTableBuilder`. */
  readonly seed: number;
  readonly jsonDepth: number;
}

/** Lays the lines of one segment out in columns while they are read. The same lines give the same parts. */
export class PartBuilder implements LineSink {
  readonly fields: FieldSpans;
  private readonly member: string;
  private readonly options: PartOptions;
  private readonly done: OpenPart[] = [];
  private open: OpenPart;

  constructor(member: string, options: PartOptions) {
    this.member = member;
    this.options = options;
    this.fields = options.fields;
    this.open = new OpenPart(options.seed);
  }

  plain(line: PlainLine, bytes: Uint8Array): void {
    const index = this.nextIndex();
    const { open } = this;
    open.reading[index] = entryReading;
    open.seq[index] = line.seq;
    open.time[index] = line.time;
    const { ways, starts, ends } = this.fields;
    for (let field = 0; field < ways.length; field++) {
      const way = ways[field];
      const column = open.columnList[field];
      if (way === undefined || way === null || column === undefined) continue;
      const start = starts[way.slot] ?? 0;
      // Nothing to set for an absent value: a new column has only such.
      if (start === 0) continue;
      const end = ends[way.slot] ?? 0;
      // Strings that are spelled as their own text are nearly all there are, and are never built.
      if (line.isCanonical && way.rest.length === 0 && bytes[start] === quotationMark) {
        column.setText(index, bytes, start + 1, end - 1);
      } else column.setValue(index, this.builtValue(bytes.subarray(start, end), way));
    }
  }

  other(line: Pick<LineReading, 'reading' | 'claimedSeq' | 'claimedTime' | 'event'>): void {
    const index = this.nextIndex();
    const { open } = this;
    open.reading[index] = readings.indexOf(line.reading);
    open.seq[index] = line.claimedSeq ?? Number.NaN;
    open.time[index] = line.claimedTime ?? Number.NaN;
    const values = readEventFields(line.event, this.options.mapping, line.reading);
    for (const field of eventFields) open.columns[field].setValue(index, values[field]);
  }

  /** The parts, once every line was taken. `starts` are those of the lines in the segment, and its length. */
  build(starts: Uint32Array): readonly IndexPart[] {
    const parts = this.open.lines > 0 ? [...this.done, this.open] : this.done;
    return parts.map((part, number) => part.build(this.member, starts, number * partLines));
  }

  private nextIndex(): number {
    if (this.open.lines === partLines) {
      this.done.push(this.open);
      this.open = new OpenPart(this.options.seed);
    }
    return this.open.lines++;
  }

  private builtValue(json: Uint8Array, { rest }: FieldWay): FieldValue {
    const value = parseStrictJson(json, this.options.jsonDepth);
    return toFieldValue(resolveTokens(value, rest));
  }
}

const entryReading = readings.indexOf('entry');

/** A part whose lines still come. */
class OpenPart {
  lines = 0;
  readonly reading = new Uint8Array(partLines);
  readonly seq = new Float64Array(partLines);
  readonly time = new Float64Array(partLines);
  readonly columns: { readonly [Field in EventField]: ColumnBuilder };
  /** In the order of `eventFields`. */
  readonly columnList: readonly ColumnBuilder[];

  constructor(seed: number) {
    this.columns = forEachField(() => new ColumnBuilder(partLines, seed));
    this.columnList = eventFields.map((field) => this.columns[field]);
  }

  build(member: string, starts: Uint32Array, firstIndex: number): IndexPart {
    const { lines } = this;
    const offset: ByteOffset = starts[firstIndex] ?? 0;
    return {
      member,
      firstLine: firstIndex + 1,
      offset,
      starts: starts.slice(firstIndex, firstIndex + lines + 1).map((start) => start - offset),
      reading: this.reading.slice(0, lines),
      seqs: toSeqs(this.seq.subarray(0, lines)),
      times: toTimes(this.time.subarray(0, lines)),
      columns: forEachField((field) => this.columns[field].build(lines)),
    };
  }
}

function toSeqs(values: Float64Array): IndexPart['seqs'] {
  const first: EntrySeq = values[0] ?? Number.NaN;
  for (let index = 0; index < values.length; index++) {
    if (values[index] !== first + index) return { first: 0, values: values.slice() };
  }
  return { first, values: null };
}
