import type { BundleView, EntryRow } from '../../../../shared/contract/case-protocol.ts';

/** What may be said of one line, the strongest first: what a check found, how it was read, what is proven of its bundle. */
export type EntryStanding =
  | 'damaged'
  | 'reject'
  | 'ambiguous'
  | 'withheld'
  | 'not-checked'
  | 'verified'
  | 'not-verifiable'
  | 'in-failed-bundle';

export function entryStanding(
  { isDamaged, reading }: Pick<EntryRow, 'isDamaged' | 'reading'>,
  bundle: Pick<BundleView, 'verdict'> | null,
): EntryStanding {
  if (isDamaged) return 'damaged';
  if (reading !== 'entry') return reading;
  if (bundle === null || bundle.verdict === null) return 'not-checked';
  const { state } = bundle.verdict;
  switch (state) {
    case 'verified':
    case 'not-verifiable':
      return state;
    // No check names this line; but what holds it failed, so nothing good is said of it.
    case 'failed':
      return 'in-failed-bundle';
    default:
      return state satisfies never;
  }
}
