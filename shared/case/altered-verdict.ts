import type { CheckResult, Place } from '../verify/check-result.ts';
import type { Verdict } from '../verify/verdict.ts';

/** Something in the case database that does not follow from the raw bytes stored there, or contradicts its receipt. */
export interface StoreDifference {
  readonly place: Place;
  readonly statement: string;
}

/**
 * The verdict when the store itself differs. It speaks of our copy and not of the evidence: the delivered file
 * may be as good as ever, so nothing else is concluded, but the checks that were made stay listed.
 */
export function alteredVerdict(verdict: Verdict | null, differences: readonly StoreDifference[]): Verdict {
  const results = differences.map(
    ({ place, statement }): CheckResult => ({
      code: 'store',
      axis: 'bytes',
      outcome: 'fail',
      place,
      statement,
    }),
  );
  const open = { tone: 'open', words: 'not decided from an altered copy' } as const;
  return {
    state: 'failed',
    headline: 'LOCAL COPY ALTERED',
    axes: {
      bytes: { tone: 'bad', words: 'the copy in the case database was altered' },
      signer: open,
      completeness: open,
      time: open,
    },
    results: [...results, ...(verdict?.results ?? [])],
  };
}
