import type { BundleView, Progress, WireError } from '../../shared/contract/case-protocol.ts';
import type { Verdict } from '../../shared/verify/verdict.ts';

/** How far the check of the stored copies of a case is. It says nothing of what was found: that is the verdict. */
export type CopyCheck =
  | { readonly kind: 'over' }
  | { readonly kind: 'running'; readonly progress: Progress | null }
  /** The person stopped it. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly error: WireError };

/** The same for one bundle: either its verdict, or why there is none. */
export type BundleCheck =
  | { readonly kind: 'judged'; readonly verdict: Verdict }
  | { readonly kind: 'running'; readonly progress: Progress | null }
  /** Before or after its own turn: a verdict is given when all bundles of the case were read. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly error: WireError };

/** What the check of a case means for one of its bundles. */
export function checkOfBundle(
  { bundleId, verdict }: Pick<BundleView, 'bundleId' | 'verdict'>,
  check: CopyCheck,
): BundleCheck {
  if (verdict !== null) return { kind: 'judged', verdict };
  switch (check.kind) {
    case 'running':
      return check.progress === null || check.progress.bundleId === bundleId ? check : { kind: 'waiting' };
    case 'stopped':
    case 'failed':
      return check;
    case 'over':
      // Nobody has checked it, so nothing better may be said of it.
      return { kind: 'stopped' };
    default:
      return check satisfies never;
  }
}
