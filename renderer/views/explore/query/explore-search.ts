import type { BundleView } from '../../../../shared/contract/case-protocol.ts';
import type { FacetOrder, HitSort } from '../../../../shared/contract/search-protocol.ts';
import type { SearchCalls } from '../../../client/search-calls.ts';
import type { Search } from '../../../client/use-search.ts';

/** What the parts of Explore share: the one search, and how each of them changes what is asked. */
export interface ExploreSearch {
  /** For what only one part asks, such as more values of a facet. */
  readonly calls: SearchCalls;
  readonly caseId: string;
  /** The searched bundles. By `log`, hits come in this order. */
  readonly sources: readonly BundleView[];
  readonly search: Search;
  /** As it is typed at this moment; the answer that is shown may be that of an earlier one. */
  readonly query: string;
  /** Whether a person decided for it, and did not only pass it while typing. */
  readonly isDecided: boolean;
  readonly sort: HitSort;
  readonly fields: readonly string[];
  readonly facets: readonly FacetOrder[];
  /** While a person types. */
  typeQuery(query: string): void;
  /** A whole query that a person has decided for: by Enter, a value, a bar, a mended error. It is a step to go back to. */
  setQuery(query: string, sort?: HitSort): void;
  setSort(sort: HitSort): void;
  setFields(fields: readonly string[]): void;
  setFacets(facets: readonly FacetOrder[]): void;
}
