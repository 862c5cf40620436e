import type { Facet, FieldComparison } from '../contract/search-protocol.ts';

/** One side of a comparison: every value of a field, and how many lines there are at all. */
export interface ComparedSide {
  readonly facet: Pick<Facet, 'values' | 'absent'>;
  readonly total: number;
}

/**
 * What one field has on the left and on the right: values that only one side has, and those whose share of the lines differs
 * most. `listed` is how many of each are named; the numbers are of all.
 */
export function compareFacets(
  field: string,
  left: ComparedSide,
  right: ComparedSide,
  listed: number,
): FieldComparison {
  const leftCounts = countsOf(left);
  const rightCounts = countsOf(right);
  const onlyLeft = left.facet.values.filter(({ text }) => !rightCounts.has(text));
  const onlyRight = right.facet.values.filter(({ text }) => !leftCounts.has(text));
  const both = left.facet.values.flatMap(({ text, count }) => {
    const other = rightCounts.get(text);
    return other === undefined ? [] : [{ text, left: count, right: other }];
  });
  const difference = (each: { readonly left: number; readonly right: number }) =>
    Math.abs(share(each.left, left.total) - share(each.right, right.total));
  return {
    field,
    onlyLeft: { values: onlyLeft.slice(0, listed), count: onlyLeft.length },
    onlyRight: { values: onlyRight.slice(0, listed), count: onlyRight.length },
    both: {
      values: both
        .toSorted((one, other) => difference(other) - difference(one) || byText(one, other))
        .slice(0, listed),
      count: both.length,
    },
    absent: { left: left.facet.absent, right: right.facet.absent },
  };
}

function countsOf({ facet }: ComparedSide): ReadonlyMap<string, number> {
  return new Map(facet.values.map(({ text, count }) => [text, count]));
}

function share(count: number, total: number): number {
  return total === 0 ? 0 : count / total;
}

function byText(one: { readonly text: string }, other: { readonly text: string }): number {
  if (one.text === other.text) return 0;
  return one.text < other.text ? -1 : 1;
}
