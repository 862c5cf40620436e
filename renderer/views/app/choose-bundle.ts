import type { BundleView, CaseView } from '../../../shared/contract/case-protocol.ts';

/** The bundle that the strip and Explore speak of: the one of the address, or else the first of the case. */
export function chooseBundle(view: CaseView, bundleId: string | null): BundleView | null {
  return view.bundles.find((bundle) => bundle.bundleId === bundleId) ?? view.bundles[0] ?? null;
}
