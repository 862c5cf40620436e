import type { UnixMillis } from '../../../../shared/bytes/units.ts';
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

/** From the first to behind the last time that the receipts of these bundles state; null where none states one. */
export function timesOfSources(
  sources: readonly BundleView[],
): { readonly from: UnixMillis; readonly before: UnixMillis } | null {
  const firsts = sources.flatMap(({ receipt: { firstTime } }) => (firstTime === null ? [] : [firstTime]));
  const lasts = sources.flatMap(({ receipt: { lastTime } }) => (lastTime === null ? [] : [lastTime]));
  if (firsts.length === 0 || lasts.length === 0) return null;
  return { from: Math.min(...firsts), before: Math.max(...lasts) + 1 };
}
