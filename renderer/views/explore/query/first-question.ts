import type { BundleView, CaseView } from '../../../../shared/contract/case-protocol.ts';
import type { SearchQuestion } from '../../../client/search-session.ts';
import type { RouteSearch } from '../../app/route.ts';
import { searchedBundles } from './searched-bundles.ts';
import { visibleQuery } from './visible-query.ts';

/** Bars of the histogram, as fine as they can still be pressed. */
export const mostBuckets = 120;

/** What Explore asks at an address before anything was chosen there. */
export function firstQuestion(view: CaseView, bundle: BundleView, search: RouteSearch): SearchQuestion {
  const bundleIds = searchedBundles(view.bundles, bundle, search.sources).map(({ bundleId }) => bundleId);
  const order = { caseId: view.case.caseId, bundleIds, query: visibleQuery(search.query), sort: search.sort };
  return { ...order, fields: [], facets: [], buckets: mostBuckets };
}
