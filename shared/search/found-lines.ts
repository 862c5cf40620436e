import { itemAt } from '../bytes/element-at.ts';
import { type BitSet, bitsOf } from './bit-set.ts';
import type { RowNumber, SearchedLines } from './searched-lines.ts';

/** The lines that answer a query. */
export class FoundLines {
  readonly lines: SearchedLines;
  /** One for each part. */
  readonly sets: readonly BitSet[];
  /** How many lines each part has of the result. */
  readonly counts: readonly number[];
  readonly total: number;

  constructor(lines: SearchedLines, sets: readonly BitSet[]) {
    this.lines = lines;
    this.sets = sets;
    this.counts = sets.map((set) => set.count());
    this.total = this.counts.reduce((sum, count) => sum + count, 0);
  }

  /** How many lines of each bundle are in it, in the order of the bundles. */
  get byBundle(): readonly number[] {
    const counts = this.lines.bundles.map(() => 0);
    for (const [number, { bundleIndex }] of this.lines.parts.entries()) {
      counts[bundleIndex] = itemAt(counts, bundleIndex) + itemAt(this.counts, number);
    }
    return counts;
  }

  has(row: RowNumber): boolean {
    const number = this.lines.partOf(row);
    return itemAt(this.sets, number).has(row - itemAt(this.lines.parts, number).firstRow);
  }

  /** All rows in the order of the log. */
  allRows(): Uint32Array {
    const rows = new Uint32Array(this.total);
    let length = 0;
    for (const [number, set] of this.sets.entries()) {
      length = writeRows(set, itemAt(this.lines.parts, number).firstRow, rows, length);
    }
    return rows;
  }

  /** Rows in the order of the log, from place `first` on. */
  rowsFrom(first: number, count: number): readonly RowNumber[] {
    const rows: RowNumber[] = [];
    let place = 0;
    for (const [number, set] of this.sets.entries()) {
      if (rows.length >= count) break;
      const inPart = itemAt(this.counts, number);
      const wanted = first + rows.length;
      if (place + inPart > wanted) {
        const { firstRow } = itemAt(this.lines.parts, number);
        for (const row of rowsAt(set, wanted - place, count - rows.length)) rows.push(firstRow + row);
      }
      place += inPart;
    }
    return rows;
  }

  /** How many rows of the result lie before this one in the log. */
  placeInLog(row: RowNumber): number {
    const number = this.lines.partOf(row);
    let place = 0;
    for (let part = 0; part < number; part++) place += itemAt(this.counts, part);
    const { words } = itemAt(this.sets, number);
    const inPart = row - itemAt(this.lines.parts, number).firstRow;
    for (let word = 0; word < inPart >>> 5; word++) place += bitsOf(words[word] ?? 0);
    return place + bitsOf((words[inPart >>> 5] ?? 0) & ((1 << (inPart & 31)) - 1));
  }
}

/** Writes the numbers of a set, each with `offset` added, from place `at` on; returns the place behind them. */
function writeRows({ words }: BitSet, offset: number, into: Uint32Array, at: number): number {
  let length = at;
  for (let index = 0; index < words.length; index++) {
    for (let word = words[index] ?? 0; word !== 0; word &= word - 1) {
      into[length++] = offset + index * 32 + 31 - Math.clz32(word & -word);
    }
  }
  return length;
}

function rowsAt({ words }: BitSet, first: number, count: number): readonly number[] {
  const rows: number[] = [];
  let place = 0;
  for (let index = 0; index < words.length && rows.length < count; index++) {
    const bits = bitsOf(words[index] ?? 0);
    if (place + bits > first) {
      let inWord = place;
      for (let word = words[index] ?? 0; word !== 0 && rows.length < count; word &= word - 1) {
        if (inWord >= first) rows.push(index * 32 + 31 - Math.clz32(word & -word));
        inWord += 1;
      }
    }
    place += bits;
  }
  return rows;
}
