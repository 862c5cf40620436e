import { type EventField, eventFields } from '../adapters/event-field.ts';
import type { FieldValue } from '../adapters/field-value.ts';
import { type EventMapping, readEventFields, toFieldValue } from '../adapters/read-event.ts';
import { FieldSpans, type FieldWay } from '../bundle/field-spans.ts';
import { builtValue, spelledValue, withheldValue } from '../bundle/line-values.ts';
import { entryPath, type PathNode } from '../bundle/path-tree.ts';
import type { PlainLine } from '../bundle/plain-line.ts';
import type { LineReading } from '../bundle/read-line.ts';
import type { LineSink } from '../bundle/scan-segment.ts';
import { quotationMark } from '../bytes/ascii.ts';
import { limits } from '../bytes/limits.ts';
import type { ByteCount, ByteOffset } from '../bytes/units.ts';
import { decodeUtf8Lossily } from '../bytes/utf8.ts';
import type { JsonValue } from '../json/json-value.ts';
import { parseStrictJson } from '../json/parse-json.ts';
import { resolveTokens } from '../json/pointer.ts';
import { ColumnBuilder } from './column.ts';
import { type FilledPart, placeParts, toSeqs } from './filled-part.ts';
import { forEachField } from './for-each-field.ts';
import { type HeldPlace, heldBelow, heldPlaces } from './held-places.ts';
import { type IndexPart, partBytes, partLines, partWeight, readings } from './index-part.ts';
import { OtherValuesBuilder } from './other-builder.ts';
import { toTimes } from './times.ts';
import { walkValues } from './walk-values.ts';

export interface PartOptions {
  readonly mapping: EventMapping;
  /** For `TextTableBuilder`. */
  readonly seed: number;
  readonly jsonDepth: number;
}

/** Lays the lines of one segment out in columns while they are read. The same lines give the same parts. */
export class PartBuilder implements LineSink {
  readonly fields: FieldSpans;
  private readonly member: string;
  private readonly options: PartOptions;
  private readonly held: HeldPlace;
  /** The same for the lists and objects in which only a built value tells. */
  private readonly heldOf: ReadonlyMap<PathNode, HeldPlace | undefined>;
  private readonly done: FilledPart[] = [];
  private open: OpenPart | null = null;

  constructor(member: string, options: PartOptions) {
    this.member = member;
    this.options = options;
    this.fields = new FieldSpans(options.mapping, options.seed);
    this.held = heldPlaces(options.mapping);
    const built = this.fields.ways.filter((way) => way !== null).filter(({ rest }) => rest.length > 0);
    this.heldOf = new Map(built.map(({ node, names }) => [node, heldBelow(this.held, names)]));
  }

  plain(line: PlainLine, bytes: Uint8Array, start: ByteOffset, end: ByteOffset): void {
    const open = this.openPart();
    const index = open.lines;
    open.setLine(entryReading, line.seq, line.time);
    this.setFields(open.columnList, line.isCanonical, index, bytes);
    open.others.beginLine(index, end - start);
    this.addOthers(open.others, bytes);
    this.endLine(open, end - start);
  }

  other(
    line: Pick<LineReading, 'reading' | 'claimedSeq' | 'claimedTime' | 'event'>,
    bytes: Uint8Array,
  ): void {
    const open = this.openPart();
    const index = open.lines;
    const { claimedSeq, claimedTime } = line;
    open.setLine(readings.indexOf(line.reading), claimedSeq ?? Number.NaN, claimedTime ?? Number.NaN);
    const values = readEventFields(line.event, this.options.mapping, line.reading);
    for (const field of eventFields) open.columns[field].setValue(index, values[field]);
    open.others.beginLine(index, bytes.length);
    if (line.event !== null) walkValues(open.others, entryPath, line.event, this.held);
    else if (line.reading !== 'withheld') {
      const text = decodeUtf8Lossily(bytes.subarray(0, mostUnreadBytes));
      walkValues(open.others, entryPath, text, undefined);
    }
    this.endLine(open, bytes.length);
  }

  /** Whether the next line begins a part. */
  get isPartEnd(): boolean {
    return this.open === null;
  }

  /** The parts, once every line was taken. `starts` are those of the lines in the segment, and its length. */
  build(starts: Uint32Array): readonly IndexPart[] {
    const parts = this.open === null ? this.done : [...this.done, this.open.build()];
    return placeParts(this.member, starts, parts);
  }

  private setFields(
    columns: readonly ColumnBuilder[],
    isCanonical: boolean,
    index: number,
    bytes: Uint8Array,
  ): void {
    const { ways, starts, ends } = this.fields;
    for (let field = 0; field < ways.length; field++) {
      const way = ways[field];
      const column = columns[field];
      if (way === undefined || way === null || column === undefined) continue;
      const start = starts[way.slot] ?? 0;
      // Nothing to set for an absent value: a new column has only such.
      if (start === 0) continue;
      const end = ends[way.slot] ?? 0;
      // Strings that are spelled as their own text are nearly all there are, and are never built.
      if (isCanonical && way.rest.length === 0 && bytes[start] === quotationMark) {
        column.setText(index, bytes, start + 1, end - 1);
      } else column.setValue(index, this.fieldValue(bytes.subarray(start, end), way));
    }
  }

  private addOthers(others: OtherValuesBuilder, bytes: Uint8Array): void {
    const { count, nodes, starts, ends, kinds } = this.fields.others;
    for (let value = 0; value < count; value++) {
      const node = nodes[value] ?? 0;
      const start = starts[value] ?? 0;
      const end = ends[value] ?? 0;
      const kind = kinds[value];
      if (kind === spelledValue) others.addText(node, bytes, start, end);
      else if (kind === withheldValue) others.addWithheld(node);
      else {
        const held = kind === builtValue ? this.heldOf.get(node) : undefined;
        walkValues(others, node, this.parse(bytes.subarray(start, end)), held);
      }
    }
  }

  private endLine(open: OpenPart, lineBytes: ByteCount): void {
    open.lines += 1;
    open.bytes += lineBytes;
    if (open.lines < partLines && open.bytes < partBytes && open.weight < partWeight) return;
    this.done.push(open.build());
    this.open = null;
    this.fields.restart();
  }

  private openPart(): OpenPart {
    const { seed } = this.options;
    this.open ??= new OpenPart(seed, new OtherValuesBuilder(this.fields.paths, seed));
    return this.open;
  }

  private fieldValue(json: Uint8Array, { rest }: FieldWay): FieldValue {
    return toFieldValue(resolveTokens(this.parse(json), rest));
  }

  private parse(json: Uint8Array): JsonValue {
    return parseStrictJson(json, this.options.jsonDepth);
  }
}

/** Of a line that could not be read so much is kept as an entry may have. */
const mostUnreadBytes = limits.entryBytes;
const entryReading = readings.indexOf('entry');

/** A part whose lines still come. */
class OpenPart {
  lines = 0;
  bytes: ByteCount = 0;
  private reading = new Uint8Array(1_024);
  private seq = new Float64Array(1_024);
  private time = new Float64Array(1_024);
  readonly columns: { readonly [Field in EventField]: ColumnBuilder };
  /** In the order of `eventFields`. */
  readonly columnList: readonly ColumnBuilder[];
  readonly others: OtherValuesBuilder;

  constructor(seed: number, others: OtherValuesBuilder) {
    this.others = others;
    this.columns = forEachField(() => new ColumnBuilder(seed));
    this.columnList = eventFields.map((field) => this.columns[field]);
  }

  /** Of the line that comes next. */
  setLine(reading: number, seq: number, time: number): void {
    const { lines } = this;
    if (lines === this.reading.length) this.makeRoom(4 * lines);
    this.reading[lines] = reading;
    this.seq[lines] = seq;
    this.time[lines] = time;
  }

  /** In bytes, roughly: it grows with every value that is kept. */
  get weight(): ByteCount {
    return this.columnList.reduce((sum, { textBytes }) => sum + textBytes, this.others.weight);
  }

  build(): FilledPart {
    const { lines } = this;
    return {
      lines,
      reading: this.reading.slice(0, lines),
      seqs: toSeqs(this.seq.subarray(0, lines)),
      times: toTimes(this.time.subarray(0, lines)),
      columns: forEachField((field) => this.columns[field].build(lines)),
      others: this.others.build(lines),
    };
  }

  private makeRoom(room: number): void {
    const { reading, seq, time } = this;
    this.reading = new Uint8Array(room);
    this.reading.set(reading);
    this.seq = new Float64Array(room);
    this.seq.set(seq);
    this.time = new Float64Array(room);
    this.time.set(time);
  }
}
