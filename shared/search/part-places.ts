import type { Column } from '../index/column.ts';
import type { DenseValues } from '../index/other-values.ts';
import type { FieldPlaces } from './field-resolution.ts';
import type { SearchedPart } from './searched-part.ts';

/** Where the values of a field lie in one part. */
export interface PartPlaces {
  readonly columns: readonly Column[];
  /** Of the other values, in the order of their pointers: those of a path are all dense or all sparse. */
  readonly paths: readonly (DenseValues | SparseRange)[];
  readonly dense: readonly DenseValues[];
  readonly sparse: readonly SparseRange[];
}

/** Indexes from `start` to before `end`. */
export interface SparseRange {
  readonly start: number;
  readonly end: number;
}

/** The places of a field that this part has. */
export function partPlaces(part: SearchedPart, { columns, pointers }: FieldPlaces): PartPlaces {
  const paths = pointers.flatMap((pointer) => {
    const path = part.pathNumbers.get(pointer);
    return path === undefined ? [] : [part.dense(path) ?? part.sparseRange(path)];
  });
  return {
    columns: columns.map((field) => part.part.columns[field]),
    paths,
    dense: paths.filter((each) => 'ids' in each),
    sparse: paths.filter((each) => 'start' in each),
  };
}

/** Every place that has values, also of lines that could not be read. */
export function allPlaces({ columns, others }: SearchedPart): PartPlaces {
  const { dense } = others;
  const sparse = others.sparse.ids.length === 0 ? [] : [{ start: 0, end: others.sparse.ids.length }];
  return { columns, paths: [...dense, ...sparse], dense, sparse };
}
