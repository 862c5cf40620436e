import { BugError } from '../bytes/errors.ts';
import type { Facet, FacetOrder } from '../contract/search-protocol.ts';
import { textAt } from '../index/text-table.ts';
import { foldText } from '../query/text-pattern.ts';
import type { BitSet } from './bit-set.ts';
import { linesWithSome, type ValueCounts } from './count-values.ts';
import type { FieldTexts } from './field-texts.ts';
import type { FoundLines } from './found-lines.ts';
import { FrequentValues } from './frequent-values.ts';
import { countGroups } from './grouped-rows.ts';
import { emptyId, firstTextId, withheldId } from './searched-part.ts';
import { findTexts } from './text/find-texts.ts';
import { FoldedTexts } from './text/folded-texts.ts';
import type { ValueNumber } from './value-pairs.ts';

/** More values than any screen lists at once. */
const mostValues = 10_000;

/**
 * The same by the groups of the field's rows; null where it has none, where so few lines are better looked at one by one, and
 * where a text that one line alone has may be listed: each that two lines of the result have stands before it.
 */
export function toFacetOfGroups(lines: FoundLines, values: FieldTexts, order: FacetOrder): Facet | null {
  const { grouped } = values;
  if (grouped === null || isOfSome(order) || lines.total < grouped.rows.length / rowsForOne) return null;
  const best = frequentOf(values, order);
  const { shared, lone, absent, empty, withheld } = countGroups(lines, grouped, best);
  const listed = best.list();
  const isFull = listed.length === Math.min(order.count, mostValues);
  if (lone > 0 && !(isFull && (listed.at(-1)?.count ?? 2) > 1)) return null;
  const inListed = listed.reduce((sum, { count }) => sum + count, 0);
  return {
    field: order.field,
    values: listed.map(({ number, count }) => ({ text: textOf(values, number), count })),
    absent,
    empty,
    withheld,
    others: {
      values: shared + lone - listed.length,
      lines: lines.total - absent - empty - withheld - inListed,
    },
  };
}

/** So many rows of groups are looked at in the time in which one line is looked at by itself. */
const rowsForOne = 8;

/** The most frequent values of a field in a result, and what is said of the others. */
export function toFacet(
  lines: FoundLines,
  values: FieldTexts,
  { counts, found }: ValueCounts,
  order: FacetOrder,
): Facet {
  const matching = isOfSome(order) ? textsContaining(values, order.containing) : null;
  const candidates = matching === null ? found : found.filter((number) => matching.has(number - firstTextId));
  const best = frequentOf(values, order);
  for (let index = 0; index < candidates.length; index++) {
    const number = candidates[index] ?? 0;
    best.offer(number, counts[number] ?? 0);
  }
  const listed = best.list();
  const facet = {
    field: order.field,
    values: listed.map(({ number, count }) => ({ text: textOf(values, number), count })),
    absent: counts[0] ?? 0,
    empty: counts[emptyId] ?? 0,
    withheld: counts[withheldId] ?? 0,
  };
  const otherValues = candidates.length - listed.length;
  const otherLines =
    otherValues === 0 ? 0 : linesOfOthers(lines, values, { counts, found }, candidates, listed);
  return { ...facet, others: { values: otherValues, lines: otherLines } };
}

/** Whether a facet is only of the texts that have something in them. */
function isOfSome(order: FacetOrder): order is FacetOrder & { readonly containing: string } {
  return order.containing !== null && order.containing !== '';
}

function frequentOf({ texts }: FieldTexts, { count }: FacetOrder): FrequentValues {
  return new FrequentValues(texts, Math.min(count, mostValues));
}

/** Lines that have one of the values that are not listed. Where a line has one value at most, their counts say it. */
function linesOfOthers(
  lines: FoundLines,
  values: FieldTexts,
  { counts, found }: ValueCounts,
  candidates: Uint32Array,
  listed: ReturnType<FrequentValues['list']>,
): number {
  if (values.parts.every(({ kind }) => kind === 'single')) {
    // For all texts it follows from the lines that have none: a million counts are not looked at.
    const all = candidates === found ? lines.total - linesWithoutText(counts) : sumOf(candidates, counts);
    return listed.reduce((rest, { count }) => rest - count, all);
  }
  const isOther = new Uint8Array(counts.length);
  for (let index = 0; index < candidates.length; index++) isOther[candidates[index] ?? 0] = 1;
  for (const { number } of listed) isOther[number] = 0;
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
