import type { BundleView } from '../../../../shared/contract/case-protocol.ts';
import type { RouteSearch } from '../../app/route.ts';

/**
 * The bundles that an address asks to search, in the order of the case. An address may name bundles that are gone; when
 * none is left, the bundle of the strip is searched.
 */
export function searchedBundles(
  bundles: readonly BundleView[],
  bundle: BundleView,
  chosen: RouteSearch['sources'],
): readonly BundleView[] {
  if (chosen === 'case') return bundles;
  if (chosen === 'bundle') return [bundle];
  const named = bundles.filter(({ bundleId }) => chosen.includes(bundleId));
  return named.length === 0 ? [bundle] : named;
}
