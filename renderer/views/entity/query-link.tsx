import type { ReactNode } from 'react';
import type { HitSort } from '../../../shared/contract/search-protocol.ts';
import type { Query } from '../../../shared/query/query-tree.ts';
import { askableText } from '../../../shared/search/entity-query.ts';
import { entityText } from '../../text/entity.ts';
import { plainSearch, printRoute, type Route, type RouteSearch } from '../app/route.ts';

export interface LinkedSources {
  readonly route: Route;
  readonly sources: RouteSearch['sources'];
}

interface QueryLinkProps {
  readonly from: LinkedSources;
  readonly query: Query;
  /** What the link says aloud; what is shown is a part of it. */
  readonly label: string;
  readonly sort?: HitSort;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A figure that leads to the lines it counts. Where no query can be typed for them it stays a figure, and says why. */
export function QueryLink({ from, query, label, sort, className, children }: QueryLinkProps) {
  const text = askableText(query);
  if (text === null) return <span title={entityText.tooLong}>{children}</span>;
  return (
    <a className={className} href={exploreAddress(from, text, sort)} aria-label={label}>
      {children}
    </a>
  );
}

/** Explore with a query in the same bundles; nothing is open there. */
export function exploreAddress(
  { route, sources }: LinkedSources,
  query: string,
  sort: HitSort = plainSearch.sort,
): string {
  return printRoute({ ...route, screen: 'explore', ordinal: null, search: { query, sort, sources } });
}
