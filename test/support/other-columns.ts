import type { FieldValue } from '../../shared/adapters/field-value.ts';
import { BugError } from '../../shared/bytes/errors.ts';
import { emptyId, firstTextId, withheldId } from '../../shared/index/column.ts';
import type { DenseValues, OtherValues, SparseValues } from '../../shared/index/other-values.ts';
import { textAt } from '../../shared/index/text-table.ts';

/** A value of a line, with its place. */
interface OtherValue {
  /** As in `OtherValues.paths`. */
  readonly path: string;
  readonly value: FieldValue;
}

/** All paths at which lines of a part have values, by number. */
export function pathTexts({ paths }: Pick<OtherValues, 'paths'>): readonly string[] {
  return Array.from(paths.ends, (_, path) => textAt(paths, path) ?? '');
}

/** The values of one line, ascending by path, those of one path in the order of the line. */
export function otherValuesOf(others: OtherValues, index: number): readonly OtherValue[] {
  const values: (readonly [path: number, value: FieldValue])[] = [];
  for (const dense of others.dense) {
    const id = dense.ids[index] ?? 0;
    if (id !== 0) values.push([dense.path, otherValue(others, textOfDense(dense, id))]);
  }
  for (const { path, from, to } of sparsePaths(others.sparse)) {
    const { rows, ids } = others.sparse;
    for (let at = firstNotBelow(rows, index, from, to); at < to && rows[at] === index; at++) {
      values.push([path, otherValue(others, ids[at] ?? 0)]);
    }
  }
  values.sort(([one], [other]) => one - other);
  return values.map(([path, value]) => ({ path: textAt(others.paths, path) ?? '', value }));
}

/** Where the values of a path stand among the sparse ones. */
interface SparseRange {
  readonly path: number;
  readonly from: number;
  readonly to: number;
}

/** Each path that has sparse values, ascending. */
function sparsePaths({ paths }: Pick<SparseValues, 'paths'>): readonly SparseRange[] {
  const ranges: SparseRange[] = [];
  for (let from = 0; from < paths.length; ) {
    const path = paths[from] ?? 0;
    const to = firstNotBelow(paths, path + 1, from, paths.length);
    ranges.push({ path, from, to });
    from = to;
  }
  return ranges;
}

/** An id of a dense path as those of sparse ones are: 1 empty, 2 withheld, then 3 + a number in `texts`. */
function textOfDense({ values }: DenseValues, id: number): number {
  return id < firstTextId ? id : firstTextId + (values[id - firstTextId] ?? Number.NaN);
}

function otherValue({ texts }: OtherValues, id: number): FieldValue {
  if (id === emptyId) return { kind: 'empty' };
  if (id === withheldId) return { kind: 'withheld' };
  const text = textAt(texts, id - firstTextId);
  // As in `partRow`: parts were compared with their bytes before.
  if (text === null) throw new BugError('An index holds a text that it does not have.');
  return { kind: 'text', text };
}

/** The first place from `from` to before `to` whose number is not below `least`. The numbers ascend. */
function firstNotBelow(
  numbers: Uint8Array | Uint16Array | Uint32Array,
  least: number,
  from: number,
  to: number,
): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
