import { itemAt } from '../bytes/element-at.ts';
import type { ByteCount } from '../bytes/units.ts';
import type { Column } from '../index/column.ts';
import type { DenseValues } from '../index/other-values.ts';
import { type TextTable, TextTableBuilder } from '../index/text-table.ts';
import { BitSet } from './bit-set.ts';
import type { Tally } from './count-values.ts';
import type { FieldPlaces } from './field-resolution.ts';
import { type PartPlaces, partPlaces } from './part-places.ts';
import type { SearchedLines } from './searched-lines.ts';
import { firstTextId, type SearchedPart, withheldId } from './searched-part.ts';

/**
 * The value of a field as one number for all parts: 0 absent, 1 empty, 2 withheld, then 3 + a number in the texts of all.
 */
export type ValueNumber = number;

/** The values of a field in one part. */
export type PartValues =
  /** One value at most for each line; `numbers` says what an id of this part is in all of them. */
  | SingleValues
  /** Ascending by row; no row has the same value twice. A row that is not there has none. */
  | { readonly kind: 'pairs'; readonly rows: Uint16Array; readonly numbers: Uint32Array };

/** The ids of one place of values. */
class SingleValues {
  readonly kind = 'single';
  readonly ids: Column['ids'];
  readonly numbers: Uint32Array;
  #wordsOfIds: readonly (Uint32Array | null)[] | null = null;

  constructor(ids: Column['ids'], numbers: Uint32Array) {
    this.ids = ids;
    this.numbers = numbers;
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
  return { texts: builder.build(), parts, spareTallies: [] };
}

/** About how many bytes it takes, with the room to count in. */
export function weightOfTexts({ texts, parts }: FieldTexts): ByteCount {
  const ofParts = parts.reduce(
    (sum, part) => sum + part.numbers.byteLength + (part.kind === 'pairs' ? part.rows.byteLength : 0),
    0,
  );
  return texts.bytes.byteLength + 3 * texts.ends.byteLength + ofParts;
}

function readPart(part: SearchedPart, places: PartPlaces, builder: TextTableBuilder): PartValues {
  const { columns, dense, sparse } = places;
  const [column, ...others] = [...columns.map(ofColumn), ...dense.map((values) => ofDense(part, values))];
  if (column !== undefined && others.length === 0 && sparse.length === 0) {
    return new SingleValues(withStubs(part, column.ids), numbersOf(column, builder));
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

function readPairs(
  part: SearchedPart,
  { columns, dense, sparse }: PartPlaces,
  builder: TextTableBuilder,
): PartValues {
  const places = [...columns.map(ofColumn), ...dense.map((values) => ofDense(part, values))].map((place) => ({
    ids: place.ids,
    numbers: numbersOf(place, builder),
  }));
  const { rows, ids } = part.others.sparse;
  const cursors = sparse.map(({ start }) => start);
  const pairs = new PairList();
  for (let row = 0; row < part.lines; row++) {
    pairs.begin(row);
    if (part.stubs?.has(row) === true) {
      pairs.add(withheldId);
      continue;
    }
    for (const place of places) pairs.add(place.numbers[place.ids[row] ?? 0] ?? 0);
    for (const [index, { end }] of sparse.entries()) {
      let at = cursors[index] ?? end;
      while (at < end && rows[at] === row) {
        pairs.add(sparseNumber(part, ids[at] ?? 0, builder));
        at += 1;
      }
      cursors[index] = at;
    }
  }
  return pairs.build();
}

function sparseNumber({ others }: SearchedPart, id: number, builder: TextTableBuilder): ValueNumber {
  if (id < firstTextId) return id;
  const { bytes, ends } = others.texts;
  const number = id - firstTextId;
  return firstTextId + builder.numberOf(bytes, number === 0 ? 0 : (ends[number - 1] ?? 0), ends[number] ?? 0);
}

const fewValues = 16;

/** Pairs of row and value in arrays that grow; of one row no value twice. */
class PairList {
  #rows = new Uint16Array(1024);
  #numbers = new Uint32Array(1024);
  #length = 0;
  #row = 0;
  #firstOfRow = 0;
  readonly #many = new Set<ValueNumber>();

  begin(row: number): void {
    this.#row = row;
    this.#firstOfRow = this.#length;
    if (this.#many.size > 0) this.#many.clear();
  }

  add(number: ValueNumber): void {
    if (number === 0 || this.#has(number)) return;
    if (this.#length === this.#rows.length) this.#grow();
    this.#rows[this.#length] = this.#row;
    this.#numbers[this.#length] = number;
    this.#length += 1;
  }

  build(): PartValues {
    return {
      kind: 'pairs',
      rows: this.#rows.slice(0, this.#length),
      numbers: this.#numbers.slice(0, this.#length),
    };
  }

  /** Of a line with a long list each value would be compared with all before it. */
  #has(number: ValueNumber): boolean {
    const inRow = this.#length - this.#firstOfRow;
    if (inRow < fewValues) {
      for (let index = this.#firstOfRow; index < this.#length; index++) {
        if (this.#numbers[index] === number) return true;
      }
      return false;
    }
    if (this.#many.size === 0) {
      for (let index = this.#firstOfRow; index < this.#length; index++)
        this.#many.add(this.#numbers[index] ?? 0);
    }
    if (this.#many.has(number)) return true;
    this.#many.add(number);
    return false;
  }

  #grow(): void {
    const [rows, numbers] = [this.#rows, this.#numbers];
    this.#rows = new Uint16Array(rows.length * 2);
    this.#rows.set(rows);
    this.#numbers = new Uint32Array(rows.length * 2);
    this.#numbers.set(numbers);
  }
}
