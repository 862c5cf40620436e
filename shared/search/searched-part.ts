import { eventFields } from '../adapters/event-field.ts';
import type { EntryOrdinal } from '../bytes/units.ts';
import type { Column } from '../index/column.ts';
import { type IndexPart, lineCount, readings } from '../index/index-part.ts';
import type { DenseValues, OtherValues } from '../index/other-values.ts';
import { type TextTable, textAt } from '../index/text-table.ts';
import type { TextPattern } from '../query/query-tree.ts';
import { BitSet } from './bit-set.ts';
import {
  type BytePairs,
  bytePairsOf,
  mayHave,
  mayHaveBytes,
  type SingleBytes,
  singleBytesOf,
} from './byte-pairs.ts';
import { firstFrom } from './first-from.ts';
import { spreadOf, type TimeSpread } from './part-times.ts';
import type { SourcePart } from './search-source.ts';
import { FoldedTexts } from './text/folded-texts.ts';

/** Ids of what is not text, in every column and at every path alike; see shared/index/column.ts. */
export const emptyId = 1;
export const withheldId = 2;
export const firstTextId = 3;

/** Fewer than these are looked up in less time than it takes to know that none of them is wanted. */
const manyValues = 64;

/** A part with what is worked out of it once, so that a question costs only its own work. */
export class SearchedPart {
  /** Unlike that of any other part in memory. */
  readonly number: number;
  readonly part: IndexPart;
  readonly columns: readonly Column[];
  readonly others: OtherValues;
  readonly firstOrdinal: EntryOrdinal;
  readonly lines: number;
  readonly times: TimeSpread;
  /** Stubs: whatever the entry had, it is withheld. Null where there are none. */
  readonly stubs: BitSet | null;
  readonly damaged: BitSet | null;
  readonly #folded = new Map<TextTable, FoldedTexts>();
  readonly #pairs = new Map<TextTable, BytePairs>();
  readonly #singles = new Map<DenseValues, SingleBytes>();
  #pathNumbers: ReadonlyMap<string, number> | null = null;
  #dense: ReadonlyMap<number, DenseValues> | null = null;
  #sparseStarts: Uint32Array | null = null;

  constructor(number: number, source: SourcePart, damaged: readonly EntryOrdinal[]) {
    const { part, firstOrdinal } = source;
    this.number = number;
    this.part = part;
    this.columns = eventFields.map((field) => part.columns[field]);
    this.others = part.others;
    this.firstOrdinal = firstOrdinal;
    this.lines = lineCount(part);
    this.times = spreadOf(part.times);
    this.stubs = rowsWhere(part.reading, readings.indexOf('withheld'));
    this.damaged = rowsOf(damaged, firstOrdinal, this.lines);
  }

  /** The texts of a table of this part, ready to be searched. */
  folded(table: TextTable): FoldedTexts {
    const known = this.#folded.get(table);
    if (known !== undefined) return known;
    const folded = new FoldedTexts(table);
    this.#folded.set(table, folded);
    return folded;
  }

  /** Whether some text of a table may have a pattern in it. */
  mayHave(table: TextTable, pattern: TextPattern): boolean {
    return mayHave(this.#pairsOf(table), pattern);
  }

  /** Whether some text at a path of many may have a pattern in it: where only amounts are, no word is looked up. */
  mayHaveAt(values: DenseValues, pattern: TextPattern): boolean {
    return values.values.length < manyValues || mayHaveBytes(this.#singlesOf(values), pattern);
  }

  /** Looks at all texts once, before anybody waits for an answer. */
  prepare(): void {
    for (const { texts } of this.columns) this.#pairsOf(texts);
    this.#pairsOf(this.others.texts);
    for (const values of this.others.dense) if (values.values.length >= manyValues) this.#singlesOf(values);
  }

  #singlesOf(values: DenseValues): SingleBytes {
    const known = this.#singles.get(values);
    if (known !== undefined) return known;
    const singles = singleBytesOf(this.folded(this.others.texts), values);
    this.#singles.set(values, singles);
    return singles;
  }

  #pairsOf(table: TextTable): BytePairs {
    const known = this.#pairs.get(table);
    if (known !== undefined) return known;
    const pairs = bytePairsOf(this.folded(table));
    this.#pairs.set(table, pairs);
    return pairs;
  }

  /** The number of each path of the other values, by its pointer. */
  get pathNumbers(): ReadonlyMap<string, number> {
    this.#pathNumbers ??= new Map(
      Array.from({ length: this.others.paths.ends.length }, (_, number) => [
        textAt(this.others.paths, number) ?? '',
        number,
      ]),
    );
    return this.#pathNumbers;
  }

  dense(path: number): DenseValues | null {
    this.#dense ??= new Map(this.others.dense.map((values) => [values.path, values]));
    return this.#dense.get(path) ?? null;
  }

  /** Where the sparse values of a path begin and end. */
  sparseRange(path: number): { readonly start: number; readonly end: number } {
    this.#sparseStarts ??= startsOf(this.others);
    return { start: this.#sparseStarts[path] ?? 0, end: this.#sparseStarts[path + 1] ?? 0 };
  }
}

function startsOf({ paths, sparse }: OtherValues): Uint32Array {
  const starts = new Uint32Array(paths.ends.length + 1);
  for (let index = 0; index < sparse.paths.length; index++) {
    const next = (sparse.paths[index] ?? 0) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let path = 1; path < starts.length; path++) {
    starts[path] = (starts[path] ?? 0) + (starts[path - 1] ?? 0);
  }
  return starts;
}

/** The rows of one reading, or null if there are none. */
export function rowsWhere(reading: Uint8Array, wanted: number): BitSet | null {
  if (!reading.includes(wanted)) return null;
  const rows = new BitSet(reading.length);
  for (let row = 0; row < reading.length; row++) if (reading[row] === wanted) rows.add(row);
  return rows;
}

function rowsOf(ordinals: readonly EntryOrdinal[], first: EntryOrdinal, lines: number): BitSet | null {
  const rows = new BitSet(lines);
  for (let index = firstFrom(ordinals, first, 0, ordinals.length); index < ordinals.length; index++) {
    const row = (ordinals[index] ?? 0) - first;
    if (row >= lines) break;
    rows.add(row);
  }
  return rows.isEmpty() ? null : rows;
}
