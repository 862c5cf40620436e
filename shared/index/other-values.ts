import type { TextTable } from './text-table.ts';

/**
 * Every value of the lines of a part that is no event field: so that a search needs no bytes, and finds all there is.
 * `null` is no value, and neither are `seq`, `prev` and `ts`. A list and an object have values, and are none.
 */
export interface OtherValues {
  /**
   * Where values lie, in the order of their first appearance: JSON pointers into the entry, in which `~2` stands for any
   * index of a list, and `~3` at the end for all names whose pointers would be too long. The empty pointer is the text of a line that could not be read as an entry.
   */
  readonly paths: TextTable;
  /** Each text once, whatever paths have it. Numbers and booleans are spelled as `String` spells them. */
  readonly texts: TextTable;
  /** Paths at which at least one in four lines has a value, and none has more than one. Ascending by path. */
  readonly dense: readonly DenseValues[];
  readonly sparse: SparseValues;
}

/** One value at most for each line. */
export interface DenseValues {
  /** Its number in `paths`. */
  readonly path: number;
  /** One a line: 0 absent, 1 empty, 2 withheld, then 3 + an index into `values`. */
  readonly ids: Uint8Array | Uint16Array | Uint32Array;
  /** Numbers in `texts`, in the order of their first appearance at this path. */
  readonly values: Uint32Array;
}

/** All other values, ascending by path, then by row, then in the order of the line. */
export interface SparseValues {
  readonly paths: Uint8Array | Uint16Array | Uint32Array;
  readonly rows: Uint16Array;
  /** 1 empty, 2 withheld, then 3 + a number in `texts`. */
  readonly ids: Uint32Array;
}
