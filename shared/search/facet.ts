import { BugError } from '../bytes/errors.ts';
import type { Facet, FacetOrder } from '../contract/search-protocol.ts';
import { textAt } from '../index/text-table.ts';
import { foldText } from '../query/text-pattern.ts';
import type { BitSet } from './bit-set.ts';
import { linesWithSome, type ValueCounts } from './count-values.ts';
import type { FieldTexts, ValueNumber } from './field-texts.ts';
import type { FoundLines } from './found-lines.ts';
import { emptyId, firstTextId, withheldId } from './searched-part.ts';
import { findTexts } from './text/find-texts.ts';
import { FoldedTexts } from './text/folded-texts.ts';
import { compareTexts } from './text-order.ts';

/** More values than any screen lists at once. */
const mostValues = 10_000;

/** The most frequent values of a field in a result, and what is said of the others. */
export function toFacet(
  lines: FoundLines,
  values: FieldTexts,
  { counts, found }: ValueCounts,
  order: FacetOrder,
): Facet {
  const { texts } = values;
  const containing = order.containing === null || order.containing === '' ? null : order.containing;
  const matching = containing === null ? null : textsContaining(values, containing);
  const candidates = matching === null ? found : found.filter((number) => matching.has(number - firstTextId));
  const listed = mostFrequent(candidates, Math.min(order.count, mostValues), (one, other) => {
    return (
      (counts[other] ?? 0) - (counts[one] ?? 0) || compareTexts(texts, one - firstTextId, other - firstTextId)
    );
  });
  return {
    field: order.field,
    values: listed.map((number) => ({ text: textOf(values, number), count: counts[number] ?? 0 })),
    others: {
      values: candidates.length - listed.length,
      lines: otherLines(lines, values, counts, candidates, listed),
    },
    absent: counts[0] ?? 0,
    empty: counts[emptyId] ?? 0,
    withheld: counts[withheldId] ?? 0,
  };
}

/** The first `count` of the candidates in an order that has no ties, as sorting all of them would give. */
export function mostFrequent(
  candidates: readonly ValueNumber[],
  count: number,
  compare: (one: ValueNumber, other: ValueNumber) => number,
): readonly ValueNumber[] {
  // Twice as many as are wanted are held before the worse half is dropped: each candidate is compared once with the worst.
  let held: ValueNumber[] = [];
  let worst: ValueNumber | null = null;
  for (const candidate of candidates) {
    if (worst !== null && compare(candidate, worst) > 0) continue;
    held.push(candidate);
    if (held.length < 2 * count + 64) continue;
    held = held.sort(compare).slice(0, count);
    worst = held[count - 1] ?? null;
  }
  return held.sort(compare).slice(0, count);
}

/** Lines that have one of the values that are not listed. Where a line has one value at most, their counts say it. */
function otherLines(
  lines: FoundLines,
  values: FieldTexts,
  counts: Uint32Array,
  candidates: readonly ValueNumber[],
  listed: readonly ValueNumber[],
): number {
  if (candidates.length === listed.length) return 0;
  if (values.parts.every(({ kind }) => kind === 'single')) {
    const sum = (numbers: readonly ValueNumber[]) =>
      numbers.reduce((total, number) => total + (counts[number] ?? 0), 0);
    return sum(candidates) - sum(listed);
  }
  const isOther = new Uint8Array(counts.length);
  for (const number of candidates) isOther[number] = 1;
  for (const number of listed) isOther[number] = 0;
  return linesWithSome(lines, values, (number) => isOther[number] === 1);
}

function textsContaining({ texts }: FieldTexts, containing: string): BitSet {
  const piece = [...foldText(containing)];
  return findTexts(new FoldedTexts(texts), { pieces: [piece], isBoundAtStart: false, isBoundAtEnd: false });
}

function textOf({ texts }: FieldTexts, number: ValueNumber): string {
  const text = textAt(texts, number - firstTextId);
  if (text === null) throw new BugError('A value has no text.');
  return text;
}
