import type { CheckResult } from './check-result.ts';
import { countOf } from './count-words.ts';

/** A hundred named places are a work list, a thousand are noise, and a million would not fit on any wire. */
const shown = 100;

/**
 * The first results of one kind of problem, of which there are `total` in all.
 * When there are more than are shown, the last result says how many: a cap without a word would be a lie.
 */
export function showFirst(
  results: readonly CheckResult[],
  total: number = results.length,
): readonly CheckResult[] {
  const first = results.slice(0, shown);
  const last = first.at(-1);
  const more = total - first.length;
  if (last === undefined || more <= 0) return first;
  const { code, axis, outcome } = last;
  const statement = `${countOf(more, 'more place', 'more places')} of the same kind, not listed one by one.`;
  return [...first, { code, axis, outcome, place: { kind: 'bundle' }, statement }];
}
