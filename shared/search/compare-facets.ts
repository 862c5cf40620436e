import { BugError } from '../bytes/errors.ts';
import type { ComparedLines, FieldComparison } from '../contract/search-protocol.ts';
import { type TextTable, TextTableBuilder, textAt } from '../index/text-table.ts';
import { bestOf } from './best-of.ts';
import type { ValueCounts } from './count-values.ts';
import { emptyId, firstTextId, withheldId } from './searched-part.ts';
import { compareTexts } from './text-order.ts';

/** One side of a comparison: every value of a field that some of its lines have, and how many lines there are at all. */
export interface ComparedSide {
  readonly texts: TextTable;
  /** In `texts`, of the values that some line has. */
  readonly numbers: Uint32Array;
  /** Lines that have the value, in the order of `numbers`. */
  readonly counts: Uint32Array;
  readonly absent: number;
  readonly empty: number;
  readonly withheld: number;
  readonly total: number;
}

/** All values that were counted, kept beyond the counting. */
export function toComparedSide(
  texts: TextTable,
  { counts, found }: ValueCounts,
  total: number,
): ComparedSide {
  return {
    texts,
    numbers: found.map((number) => number - firstTextId),
    counts: found.map((number) => counts[number] ?? 0),
    absent: counts[0] ?? 0,
    empty: counts[emptyId] ?? 0,
    withheld: counts[withheldId] ?? 0,
    total,
  };
}

/**
 * What one field has on the left and on the right: values that only one side has, and those whose share of the lines differs
 * most. Every value is compared, however many there are; `listed` is how many of each kind are named. `seed` is for
 * `TextTableBuilder`.
 */
export function compareFacets(
  field: string,
  left: ComparedSide,
  right: ComparedSide,
  { listed, seed }: { readonly listed: number; readonly seed: number },
): FieldComparison {
  const builder = new TextTableBuilder(seed);
  const ofLeft = numbersIn(builder, left);
  const ofRight = numbersIn(builder, right);
  const texts = builder.build();
  const lefts = countsIn(texts, ofLeft, left);
  const rights = countsIn(texts, ofRight, right);
  const leftOf = (number: number) => lefts[number] ?? 0;
  const rightOf = (number: number) => rights[number] ?? 0;
  const onlyLeft = ofLeft.filter((number) => rightOf(number) === 0);
  const onlyRight = ofRight.filter((number) => leftOf(number) === 0);
  const both = ofLeft.filter((number) => rightOf(number) > 0);
  // Shares are compared without dividing: the products are whole, so that equal shares are equal.
  const difference = (number: number) =>
    Math.abs(leftOf(number) * right.total - rightOf(number) * left.total);
  const named = (numbers: Uint32Array, weight: (number: number) => number) =>
    bestOf(
      numbers,
      listed,
      (one, other) => weight(other) - weight(one) || compareTexts(texts, one, other),
    ).map((number) => ({ text: textOf(texts, number), left: leftOf(number), right: rightOf(number) }));
  return {
    field,
    onlyLeft: { values: named(onlyLeft, leftOf), count: onlyLeft.length },
    onlyRight: { values: named(onlyRight, rightOf), count: onlyRight.length },
    both: { values: named(both, difference), count: both.length },
    unchanged: both.reduce((count, number) => count + (difference(number) === 0 ? 1 : 0), 0),
    absent: pairOf(left, right, 'absent'),
    empty: pairOf(left, right, 'empty'),
    withheld: pairOf(left, right, 'withheld'),
  };
}

/** The numbers of the side's values among those of both; the same text has the same number. */
function numbersIn(builder: TextTableBuilder, { texts, numbers }: ComparedSide): Uint32Array {
  const { bytes, ends } = texts;
  return numbers.map((number) =>
    builder.numberOf(bytes, number === 0 ? 0 : (ends[number - 1] ?? 0), ends[number] ?? 0),
  );
}

function countsIn(texts: TextTable, numbers: Uint32Array, { counts }: ComparedSide): Uint32Array {
  const all = new Uint32Array(texts.ends.length);
  for (const [index, number] of numbers.entries()) all[number] = counts[index] ?? 0;
  return all;
}

function pairOf(
  left: ComparedSide,
  right: ComparedSide,
  name: 'absent' | 'empty' | 'withheld',
): ComparedLines {
  return { left: left[name], right: right[name] };
}

function textOf(texts: TextTable, number: number): string {
  const text = textAt(texts, number);
  if (text === null) throw new BugError('A value has no text.');
  return text;
}
