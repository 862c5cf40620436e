import { itemAt } from '../bytes/element-at.ts';
import type { ByteCount } from '../bytes/units.ts';
import type { Column } from '../index/column.ts';
import type { DenseValues } from '../index/other-values.ts';
import { type TextTable, TextTableBuilder } from '../index/text-table.ts';
import { BitSet } from './bit-set.ts';
import type { Tally } from './count-values.ts';
import type { FieldPlaces } from './field-resolution.ts';
import { type GroupedRows, groupRows, weightOfGroups } from './grouped-rows.ts';
import { type PartPlaces, partPlaces } from './part-places.ts';
import type { SearchedLines } from './searched-lines.ts';
import { firstTextId, type SearchedPart, withheldId } from './searched-part.ts';
import { pairsByRow, type ValueNumber, type ValuePairs } from './value-pairs.ts';

/** The values of a field in one part. */
export type PartValues =
  /** One value at most for each line; `numbers` says what an id of this part is in all of them. */
  SingleValues | ValuePairs;

/** The ids of one place of values. */
class SingleValues {
  readonly kind = 'single';
  readonly ids: Column['ids'];
  readonly numbers: Uint32Array;
  /** Whether the ids are the numbers already. */
  readonly isNumbered: boolean;
  #wordsOfIds: readonly (Uint32Array | null)[] | null = null;

  constructor(ids: Column['ids'], numbers: Uint32Array, isNumbered: boolean) {
    this.ids = ids;
    this.numbers = numbers;
    this.isNumbered = isNumbered;
  }

  /** The words of the set of rows of each id, null for one that no row has: of a field that has few different values. */
  get wordsOfIds(): readonly (Uint32Array | null)[] {
    if (this.#wordsOfIds !== null) return this.#wordsOfIds;
    const sets = Array.from(this.numbers, () => new BitSet(this.ids.length));
    for (let row = 0; row < this.ids.length; row++) sets[this.ids[row] ?? 0]?.add(row);
    this.#wordsOfIds = sets.map((set) => (set.isEmpty() ? null : set.words));
    return this.#wordsOfIds;
  }
}

/** All different values of a field in the searched lines, and which line has which. */
export interface FieldTexts {
  readonly texts: TextTable;
  /** One for each part. */
  readonly parts: readonly PartValues[];
  /** Of a field with nearly as many texts as lines, at most one in each; else null. */
  readonly grouped: GroupedRows | null;
  /** Room to count in that nobody uses now; see count-values.ts. */
  readonly spareTallies: Tally[];
}

/** Reads every different text of every part once. `seed` is for `TextTableBuilder`. */
export async function readFieldTexts(
  lines: SearchedLines,
  places: readonly FieldPlaces[],
  seed: number,
  step: () => Promise<void>,
): Promise<FieldTexts> {
  const builder = new TextTableBuilder(seed);
  const parts: PartValues[] = [];
  for (const { part, bundleIndex } of lines.parts) {
    parts.push(readPart(part, partPlaces(part, itemAt(places, bundleIndex)), builder));
    await step();
  }
  const texts = builder.build();
  const single = parts.filter((part) => part.kind === 'single');
  if (single.length < parts.length) return { texts, parts, grouped: null, spareTallies: [] };
  return {
    texts,
    parts: await withNumbersAsIds(single, texts, step),
    grouped: await groupRows(single, texts.ends.length, step),
    spareTallies: [],
  };
}

/** With more different values in a part, adding up what its ids come to takes as long as counting them. */
const manyInPart = 1_024;

/**
 * The parts with the numbers themselves for ids, where these fit into 16 bits and each part has many: the twenty thousand
 * actors of a log are then counted in half the time (measured).
 */
async function withNumbersAsIds(
  parts: readonly SingleValues[],
  { ends }: TextTable,
  step: () => Promise<void>,
): Promise<readonly SingleValues[]> {
  const most = ends.length + firstTextId;
  const ofParts = parts.reduce((sum, { numbers }) => sum + numbers.length, 0);
  if (most > 0x1_0000 || ofParts < parts.length * manyInPart) return parts;
  const same = Uint32Array.from({ length: most }, (_, number) => number);
  const numbered: SingleValues[] = [];
  for (const { ids, numbers } of parts) {
    const held = new Uint16Array(ids.length);
    for (let row = 0; row < ids.length; row++) held[row] = numbers[ids[row] ?? 0] ?? 0;
    numbered.push(new SingleValues(held, same, true));
    await step();
  }
  return numbered;
}

/** About how many bytes it takes, with the room to count in. */
export function weightOfTexts({ texts, parts, grouped }: FieldTexts): ByteCount {
  const ofParts = parts.reduce(
    (sum, part) => sum + part.numbers.byteLength + (part.kind === 'pairs' ? part.rows.byteLength : 0),
    0,
  );
  const ofGroups = grouped === null ? 0 : weightOfGroups(grouped);
  return texts.bytes.byteLength + 3 * texts.ends.byteLength + ofParts + ofGroups;
}

function readPart(part: SearchedPart, places: PartPlaces, builder: TextTableBuilder): PartValues {
  const { columns, dense, sparse } = places;
  const [column, ...others] = [...columns.map(ofColumn), ...dense.map((values) => ofDense(part, values))];
  if (column !== undefined && others.length === 0 && sparse.length === 0) {
    return new SingleValues(withStubs(part, column.ids), numbersOf(column, builder), false);
  }
  return readPairs(part, places, builder);
}

/** The ids of one place, and the texts that they stand for. */
interface PlaceIds {
  readonly ids: Column['ids'];
  readonly table: TextTable;
  /** Numbers in the table, by id; null where the ids count the table itself. */
  readonly values: Uint32Array | null;
}

function ofColumn({ ids, texts }: Column): PlaceIds {
  return { ids, table: texts, values: null };
}

function ofDense({ others }: SearchedPart, { ids, values }: DenseValues): PlaceIds {
  return { ids, table: others.texts, values };
}

function numbersOf({ table, values }: PlaceIds, builder: TextTableBuilder): Uint32Array {
  const { bytes, ends } = table;
  const numbers = new Uint32Array((values?.length ?? ends.length) + firstTextId);
  numbers.set([0, 1, 2]);
  for (let id = firstTextId; id < numbers.length; id++) {
    const number = values === null ? id - firstTextId : (values[id - firstTextId] ?? 0);
    numbers[id] =
      firstTextId + builder.numberOf(bytes, number === 0 ? 0 : (ends[number - 1] ?? 0), ends[number] ?? 0);
  }
  return numbers;
}

/** A stub withholds what its path says nothing of. */
function withStubs({ stubs }: SearchedPart, ids: Column['ids']): Column['ids'] {
  if (stubs === null) return ids;
  const held = ids.slice();
  stubs.forEach((row) => {
    held[row] = withheldId;
  });
  return held;
}

/** Every value of every place, put in the order of the rows: a name may have thousands of places in one part. */
function readPairs(
  part: SearchedPart,
  { columns, dense, sparse }: PartPlaces,
  builder: TextTableBuilder,
): PartValues {
  const places = [...columns.map(ofColumn), ...dense.map((values) => ofDense(part, values))];
  const inRanges = sparse.reduce((sum, { start, end }) => sum + end - start, 0);
  const most = part.lines * (places.length + 1) + inRanges;
  const listed = { rows: new Uint16Array(most), numbers: new Uint32Array(most), count: 0 };
  const list = (row: number, number: ValueNumber) => {
    listed.rows[listed.count] = row;
    listed.numbers[listed.count] = number;
    listed.count += 1;
  };
  for (const place of places) {
    const numbers = numbersOf(place, builder);
    for (let row = 0; row < place.ids.length; row++) {
      const number = numbers[place.ids[row] ?? 0] ?? 0;
      if (number !== 0) list(row, number);
    }
  }
  const { rows, ids } = part.others.sparse;
  for (const { start, end } of sparse) {
    for (let index = start; index < end; index++) {
      list(rows[index] ?? 0, sparseNumber(part, ids[index] ?? 0, builder));
    }
  }
  part.stubs?.forEach((row) => {
    list(row, withheldId);
  });
  return pairsByRow(listed, part.lines);
}

function sparseNumber({ others }: SearchedPart, id: number, builder: TextTableBuilder): ValueNumber {
  if (id < firstTextId) return id;
  const { bytes, ends } = others.texts;
  const number = id - firstTextId;
  return firstTextId + builder.numberOf(bytes, number === 0 ? 0 : (ends[number - 1] ?? 0), ends[number] ?? 0);
}
