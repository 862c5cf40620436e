import type { Column } from '../index/column.ts';
import type { DenseValues } from '../index/other-values.ts';
import type { FieldPlaces } from './field-resolution.ts';
import type { SearchedPart } from './searched-part.ts';

/** Where the values of a field lie in one part. */
export interface PartPlaces {
  readonly columns: readonly Column[];
  readonly dense: readonly DenseValues[];
  /** Of the sparse values, one range for each path. */
  readonly sparse: readonly SparseRange[];
}

/** Indexes from `start` to before `end`. */
export interface SparseRange {
  readonly start: number;
  readonly end: number;
}

/** The places of a field that this part has. */
export function partPlaces(part: SearchedPart, { columns, pointers }: FieldPlaces): PartPlaces {
  const paths = pointers.flatMap((pointer) => part.pathNumbers.get(pointer) ?? []);
  return {
    columns: columns.map((field) => part.part.columns[field]),
    dense: paths.flatMap((path) => part.dense(path) ?? []),
    sparse: paths.map((path) => part.sparseRange(path)).filter(({ start, end }) => start < end),
  };
}

/** Every place that has values, also of lines that could not be read. */
export function allPlaces({ columns, others }: SearchedPart): PartPlaces {
  const { dense, sparse } = others;
  return { columns, dense, sparse: sparse.ids.length === 0 ? [] : [{ start: 0, end: sparse.ids.length }] };
}
