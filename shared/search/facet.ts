import { BugError } from '../bytes/errors.ts';
import type { Facet, FacetOrder } from '../contract/search-protocol.ts';
import { textAt } from '../index/text-table.ts';
import { foldText } from '../query/text-pattern.ts';
import type { BitSet } from './bit-set.ts';
import { linesWithSome, type ValueCounts } from './count-values.ts';
import type { FieldTexts } from './field-texts.ts';
import type { FoundLines } from './found-lines.ts';
import { emptyId, firstTextId, withheldId } from './searched-part.ts';
import { findTexts } from './text/find-texts.ts';
import { FoldedTexts } from './text/folded-texts.ts';
import { compareTexts } from './text-order.ts';
import type { ValueNumber } from './value-pairs.ts';

/** More values than any screen lists at once. */
const mostValues = 10_000;

/** The most frequent values of a field in a result, and what is said of the others. */
export function toFacet(
  lines: FoundLines,
  values: FieldTexts,
  { counts, found }: ValueCounts,
  order: FacetOrder,
): Facet {
  const containing = order.containing === null || order.containing === '' ? null : order.containing;
  const matching = containing === null ? null : textsContaining(values, containing);
  const candidates = matching === null ? found : found.filter((number) => matching.has(number - firstTextId));
  const listed = mostFrequent(candidates, counts, values, Math.min(order.count, mostValues));
  const facet = {
    field: order.field,
    values: listed.map((number) => ({ text: textOf(values, number), count: counts[number] ?? 0 })),
    absent: counts[0] ?? 0,
    empty: counts[emptyId] ?? 0,
    withheld: counts[withheldId] ?? 0,
  };
  const otherValues = candidates.length - listed.length;
  const otherLines =
    otherValues === 0 ? 0 : linesOfOthers(lines, values, { counts, found }, candidates, listed);
  return { ...facet, others: { values: otherValues, lines: otherLines } };
}

/**
 * The candidates that most lines have, as sorting all of them would list them first. Nearly all of a million are passed
 * over by one look at their count.
 */
function mostFrequent(
  candidates: Uint32Array,
  counts: Uint32Array,
  { texts }: FieldTexts,
  most: number,
): readonly ValueNumber[] {
  const compare = (one: ValueNumber, other: ValueNumber) =>
    (counts[other] ?? 0) - (counts[one] ?? 0) || compareTexts(texts, one - firstTextId, other - firstTextId);
  // Twice as many as are wanted are held before the worse half is dropped.
  const room = 2 * most + 64;
  let held: ValueNumber[] = [];
  let worst: ValueNumber | null = null;
  let least = 0;
  for (let index = 0; index < candidates.length; index++) {
    const candidate = candidates[index] ?? 0;
    if ((counts[candidate] ?? 0) < least || (worst !== null && compare(candidate, worst) > 0)) continue;
    held.push(candidate);
    if (held.length < room) continue;
    held = held.sort(compare).slice(0, most);
    worst = held[most - 1] ?? null;
    least = worst === null ? 0 : (counts[worst] ?? 0);
  }
  return held.sort(compare).slice(0, most);
}

/** Lines that have one of the values that are not listed. Where a line has one value at most, their counts say it. */
function linesOfOthers(
  lines: FoundLines,
  values: FieldTexts,
  { counts, found }: ValueCounts,
  candidates: Uint32Array,
  listed: readonly ValueNumber[],
): number {
  if (values.parts.every(({ kind }) => kind === 'single')) {
    // For all texts it follows from the lines that have none: a million counts are not looked at.
    const all = candidates === found ? lines.total - linesWithoutText(counts) : sumOf(candidates, counts);
    return listed.reduce((rest, number) => rest - (counts[number] ?? 0), all);
  }
  const isOther = new Uint8Array(counts.length);
  for (let index = 0; index < candidates.length; index++) isOther[candidates[index] ?? 0] = 1;
  for (const number of listed) isOther[number] = 0;
  return linesWithSome(lines, values, (number) => isOther[number] === 1);
}

function linesWithoutText(counts: Uint32Array): number {
  return counts.subarray(0, firstTextId).reduce((sum, count) => sum + count, 0);
}

function sumOf(numbers: Uint32Array, counts: Uint32Array): number {
  let sum = 0;
  for (let index = 0; index < numbers.length; index++) sum += counts[numbers[index] ?? 0] ?? 0;
  return sum;
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
