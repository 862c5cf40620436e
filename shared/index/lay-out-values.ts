import { firstTextId, narrowed } from './column.ts';
import type { DenseValues, OtherValues } from './other-values.ts';

/** Values in the order of their lines: path, row, and as in `SparseValues.ids` what is there. */
export interface ListedValues {
  readonly paths: Uint32Array;
  readonly rows: Uint16Array;
  readonly ids: Uint32Array;
}

interface Counts {
  readonly lines: number;
  readonly pathCount: number;
  readonly textCount: number;
}

/** A path at which fewer lines have a value takes less room as a list of them. */
const linesPerValue = 4;

/** Parts the values that nearly every line has from the others, and puts each path's together. */
export function layOut(listed: ListedValues, counts: Counts): Pick<OtherValues, 'dense' | 'sparse'> {
  const sorted = byPath(listed, counts.pathCount);
  const { starts, values } = sorted;
  const dense: DenseValues[] = [];
  const numbers = new NumberOfText(counts.textCount);
  let sparseCount = 0;
  let highest = 0;
  for (let path = 0; path < counts.pathCount; path++) {
    const from = starts[path] ?? 0;
    const to = starts[path + 1] ?? 0;
    if ((to - from) * linesPerValue >= counts.lines && isOneALine(values.rows, from, to)) {
      dense.push(toDense(path, values, { from, to, lines: counts.lines }, numbers));
      continue;
    }
    // What is left of the lists moves to their beginning: there is never more of it than was read.
    values.paths.copyWithin(sparseCount, from, to);
    values.rows.copyWithin(sparseCount, from, to);
    values.ids.copyWithin(sparseCount, from, to);
    sparseCount += to - from;
    highest = path;
  }
  const sparse = {
    paths: narrowed(values.paths.subarray(0, sparseCount), highest),
    rows: values.rows.slice(0, sparseCount),
    ids: values.ids.slice(0, sparseCount),
  };
  return { dense, sparse };
}

/** Counts first, so that each value is moved once; those of one path keep their order. */
function byPath({ paths, rows, ids }: ListedValues, pathCount: number) {
  const starts = new Uint32Array(pathCount + 1);
  for (const path of paths) starts[path + 1] = (starts[path + 1] ?? 0) + 1;
  for (let path = 0; path < pathCount; path++)
    starts[path + 1] = (starts[path + 1] ?? 0) + (starts[path] ?? 0);
  const next = starts.slice();
  const length = paths.length;
  const values = {
    paths: new Uint32Array(length),
    rows: new Uint16Array(length),
    ids: new Uint32Array(length),
  };
  for (let index = 0; index < length; index++) {
    const path = paths[index] ?? 0;
    const place = next[path] ?? 0;
    next[path] = place + 1;
    values.paths[place] = path;
    values.rows[place] = rows[index] ?? 0;
    values.ids[place] = ids[index] ?? 0;
  }
  return { starts, values };
}

function isOneALine(rows: Uint16Array, from: number, to: number): boolean {
  for (let index = from + 1; index < to; index++) if (rows[index] === rows[index - 1]) return false;
  return true;
}

function toDense(
  path: number,
  { rows, ids: listed }: ListedValues,
  { from, to, lines }: { readonly from: number; readonly to: number; readonly lines: number },
  numbers: NumberOfText,
): DenseValues {
  const ids = new Uint32Array(lines);
  const values: number[] = [];
  numbers.begin();
  let highest = 0;
  for (let index = from; index < to; index++) {
    let id = listed[index] ?? 0;
    if (id >= firstTextId) {
      const text = id - firstTextId;
      const number = numbers.numberOf(text, values.length);
      if (number === values.length) values.push(text);
      id = firstTextId + number;
    }
    if (id > highest) highest = id;
    ids[rows[index] ?? 0] = id;
  }
  return { path, ids: narrowed(ids, highest), values: Uint32Array.from(values) };
}

/** Which number a text has at one path, without clearing anything between two paths. */
class NumberOfText {
  private readonly numbers: Uint32Array;
  private readonly round: Uint32Array;
  private current = 0;

  constructor(textCount: number) {
    this.numbers = new Uint32Array(textCount);
    this.round = new Uint32Array(textCount);
  }

  begin(): void {
    this.current += 1;
  }

  numberOf(text: number, next: number): number {
    if (this.round[text] === this.current) return this.numbers[text] ?? 0;
    this.round[text] = this.current;
    this.numbers[text] = next;
    return next;
  }
}
