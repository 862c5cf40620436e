import type { EntryOrdinal } from '../../../shared/bytes/units.ts';
import type { HitSort } from '../../../shared/contract/search-protocol.ts';
import {
  type ComparisonAddress,
  parseComparisonAddress,
  printComparisonAddress,
} from '../compare/comparison-address.ts';
import { type EntityAddress, parseEntityAddress, printEntityAddress } from '../entity/entity-address.ts';

/** Those that the rail leads to. */
export const railScreens = ['home', 'bundles', 'explore', 'findings', 'trust', 'custody'] as const;
/** Besides those what Explore leads to: one entity of the searched bundles, and two results side by side. */
export const screens = [...railScreens, 'entity', 'compare'] as const;
export type Screen = (typeof screens)[number];

/** What the window looks at. It lives in the address, so a reload comes back to the same place. */
export interface Route {
  readonly screen: Screen;
  readonly caseId: string | null;
  readonly bundleId: string | null;
  readonly ordinal: EntryOrdinal | null;
  readonly search: RouteSearch;
  /** Null on every other screen, and for an address that names none. */
  readonly entity: EntityAddress | null;
  readonly comparison: ComparisonAddress | null;
}

/** What Explore searches for. It belongs to the case: another case has other bundles and fields. */
export interface RouteSearch {
  /** As it was typed. */
  readonly query: string;
  readonly sort: HitSort;
  /** The bundle that the strip names, all of the case, or these; never an empty list. */
  readonly sources: 'bundle' | 'case' | readonly string[];
}

/** All lines of the bundle in the order of its log. */
export const plainSearch: RouteSearch = {
  query: '',
  sort: { by: 'log', isDescending: false },
  sources: 'bundle',
};

/** Reads the fragment of the address. What it cannot read it leaves out: an address may be typed by anybody. */
export function parseRoute(fragment: string): Route {
  const text = fragment.replace(/^#?\/?/, '');
  const mark = text.indexOf('?');
  const path = mark === -1 ? text : text.slice(0, mark);
  const parameters = new URLSearchParams(mark === -1 ? '' : text.slice(mark + 1));
  const ordinal = parameters.get('entry');
  const screen = screens.find((each) => each === path) ?? 'home';
  return {
    screen,
    caseId: parameters.get('case') || null,
    bundleId: parameters.get('bundle') || null,
    ordinal: ordinal !== null && /^\d{1,15}$/.test(ordinal) ? Number(ordinal) : null,
    search: parseSearch(parameters),
    entity: screen === 'entity' ? parseEntityAddress(parameters) : null,
    comparison: screen === 'compare' ? parseComparisonAddress(parameters) : null,
  };
}

/** The fragment that `parseRoute` reads back to the same route. */
export function printRoute(route: Route): string {
  const parameters = new URLSearchParams();
  if (route.caseId !== null) parameters.set('case', route.caseId);
  if (route.bundleId !== null) parameters.set('bundle', route.bundleId);
  if (route.ordinal !== null) parameters.set('entry', String(route.ordinal));
  const { query, sort, sources } = route.search;
  if (query !== '') parameters.set('query', query);
  if (sort.by !== plainSearch.sort.by) parameters.set('sort', sort.by);
  if (sort.isDescending) parameters.set('order', 'descending');
  if (sources === 'case') parameters.set('in', 'case');
  else if (sources !== 'bundle') for (const source of sources) parameters.append('source', source);
  if (route.screen === 'entity' && route.entity !== null) printEntityAddress(route.entity, parameters);
  if (route.screen === 'compare' && route.comparison !== null)
    printComparisonAddress(route.comparison, parameters);
  const rest = parameters.toString();
  return `#/${route.screen}${rest === '' ? '' : `?${rest}`}`;
}

function parseSearch(parameters: URLSearchParams): RouteSearch {
  const sources = parameters.getAll('source').filter((source) => source !== '');
  return {
    query: parameters.get('query') ?? plainSearch.query,
    sort: {
      by: parameters.get('sort') || plainSearch.sort.by,
      isDescending: parameters.get('order') === 'descending',
    },
    sources: parameters.get('in') === 'case' ? 'case' : sources.length > 0 ? sources : 'bundle',
  };
}
