import type { ExploreSearch } from '../query/explore-search.ts';

/** What the table needs of the search besides its rows. It stays the same while a query is typed. */
export type TableScope = Pick<ExploreSearch, 'calls' | 'caseId' | 'sources' | 'sort' | 'setSort'>;
