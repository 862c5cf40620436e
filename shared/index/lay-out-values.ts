import { absentId, firstTextId, narrowed } from './column.ts';
import type { DenseValues, OtherValues, SparseValues } from './other-values.ts';

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
  const { pathCount, lines } = counts;
  const count = countByPath(listed, pathCount);
  /** Where the next sparse value of a path goes, and of a dense one its ids. */
  const next = new Uint32Array(pathCount);
  const idsOf: (Uint32Array | undefined)[] = [];
  let sparseCount = 0;
  let highest = 0;
  for (let path = 0; path < pathCount; path++) {
    const values = count[path] ?? 0;
    // Counted as `manyInLine` where a line has more than one.
    if (values < manyInLine && values * linesPerValue >= lines) idsOf[path] = new Uint32Array(lines);
    else {
      next[path] = sparseCount;
      sparseCount += values % manyInLine;
      highest = path;
    }
  }
  const sparse = place(listed, idsOf, next, sparseCount);
  const numbers = new NumberOfText(counts.textCount);
  return {
    dense: idsOf.flatMap((ids, path) => (ids === undefined ? [] : [toDense(path, ids, numbers)])),
    sparse: { ...sparse, paths: narrowed(sparse.paths, highest) },
  };
}

/** Added to the count of a path at which one line has two values: no part has so many values. */
const manyInLine = 0x8000_0000;

function countByPath({ paths, rows }: ListedValues, pathCount: number): Uint32Array {
  const count = new Uint32Array(pathCount);
  const lastRow = new Int32Array(pathCount).fill(-1);
  for (let index = 0; index < paths.length; index++) {
    const path = paths[index] ?? 0;
    const row = rows[index] ?? 0;
    const before = count[path] ?? 0;
    count[path] = lastRow[path] === row && before < manyInLine ? before + 1 + manyInLine : before + 1;
    lastRow[path] = row;
  }
  return count;
}

/** Puts each value where it belongs; those of one sparse path keep their order. */
function place(
  { paths, rows, ids }: ListedValues,
  idsOf: readonly (Uint32Array | undefined)[],
  next: Uint32Array,
  sparseCount: number,
): SparseValues & { readonly paths: Uint32Array } {
  const sparse = {
    paths: new Uint32Array(sparseCount),
    rows: new Uint16Array(sparseCount),
    ids: new Uint32Array(sparseCount),
  };
  for (let index = 0; index < paths.length; index++) {
    const path = paths[index] ?? 0;
    const row = rows[index] ?? 0;
    const id = ids[index] ?? 0;
    const dense = idsOf[path];
    if (dense !== undefined) dense[row] = id;
    else {
      const at = next[path] ?? 0;
      next[path] = at + 1;
      sparse.paths[at] = path;
      sparse.rows[at] = row;
      sparse.ids[at] = id;
    }
  }
  return sparse;
}

/** Gives the texts numbers of this path alone; `ids` has those of all. */
function toDense(path: number, ids: Uint32Array, numbers: NumberOfText): DenseValues {
  numbers.begin();
  let highest = absentId;
  for (let row = 0; row < ids.length; row++) {
    const listed = ids[row] ?? 0;
    const id = listed < firstTextId ? listed : firstTextId + numbers.numberOf(listed - firstTextId);
    if (id > highest) highest = id;
    ids[row] = id;
  }
  return { path, ids: narrowed(ids, highest), values: numbers.texts() };
}

/** Which number a text has at one path, without clearing anything between two paths. */
class NumberOfText {
  /** The round in which a text came up last, and its number in it. */
  private readonly rounds: Uint32Array;
  private readonly numbers: Uint32Array;
  private readonly inOrder: Uint32Array;
  private round = 0;
  private count = 0;

  constructor(textCount: number) {
    this.rounds = new Uint32Array(textCount);
    this.numbers = new Uint32Array(textCount);
    this.inOrder = new Uint32Array(textCount);
  }

  begin(): void {
    this.round += 1;
    this.count = 0;
  }

  numberOf(text: number): number {
    if (this.rounds[text] === this.round) return this.numbers[text] ?? 0;
    const number = this.count++;
    this.rounds[text] = this.round;
    this.numbers[text] = number;
    this.inOrder[number] = text;
    return number;
  }

  /** Those that came up in this round, by their numbers. */
  texts(): Uint32Array {
    return this.inOrder.slice(0, this.count);
  }
}
