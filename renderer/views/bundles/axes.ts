import type { Axis, CheckResult, Outcome } from '../../../shared/verify/check-result.ts';

/** The fixed order in which the axes are shown everywhere. */
export const axes: readonly Axis[] = ['bytes', 'signer', 'completeness', 'time'];

/** What speaks against a claim comes first, what holds comes last; within one outcome the order of the checks stays. */
export function resultsOf(axis: Axis, results: readonly CheckResult[]): readonly CheckResult[] {
  return results
    .filter((result) => result.axis === axis)
    .toSorted((one, other) => urgency[one.outcome] - urgency[other.outcome]);
}

const urgency: Record<Outcome, number> = { fail: 0, unknown: 1, warning: 2, pass: 3 };

/** How many results have which outcome. */
export function tallyOf(results: readonly CheckResult[]): Record<Outcome, number> {
  const counts = { pass: 0, fail: 0, unknown: 0, warning: 0 };
  for (const { outcome } of results) counts[outcome] += 1;
  return counts;
}
