import type { EntryOrdinal } from '../../../shared/bytes/units.ts';
import type { HitSort } from '../../../shared/contract/search-protocol.ts';
import { ofPrivateAddress, toPrivateAddress } from '../../client/private-cases.ts';
import {
  type ComparisonAddress,
  parseComparisonAddress,
  printComparisonAddress,
} from '../compare/comparison-address.ts';
import { type EntityAddress, parseEntityAddress, printEntityAddress } from '../entity/entity-address.ts';

/** Those that the rail leads to. */
export const railScreens = ['home', 'bundles', 'explore', 'findings', 'reports', 'trust', 'custody'] as const;
/** Besides those what Explore leads to: one entity of the searched bundles, and two results side by side. */
export const screens = [...railScreens, 'entity', 'compare'] as const;
export type Screen = (typeof screens)[number];

/**
 * What the window looks at. It lives in the address, so a reload comes back to the same place. The browser writes addresses
 * down: of an encrypted case, all but the place is encrypted in them, for as long as the window lives.
 */
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
  const written = new URLSearchParams(mark === -1 ? '' : text.slice(mark + 1));
  const hidden = written.get(hiddenName);
  const parameters = hidden === null ? written : opened(written, hidden);
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
  const place = new URLSearchParams();
  if (route.caseId !== null) place.set('case', route.caseId);
  if (route.bundleId !== null) place.set('bundle', route.bundleId);
  if (route.ordinal !== null) place.set('entry', String(route.ordinal));
  const content = printContent(route);
  const hidden = content === '' ? null : toPrivateAddress(route.caseId, content);
  if (hidden !== null) place.set(hiddenName, hidden);
  const rest = [place.toString(), hidden === null ? content : ''].filter((part) => part !== '').join('&');
  return `#/${route.screen}${rest === '' ? '' : `?${rest}`}`;
}

/** For what may hold words of the evidence. */
const hiddenName = 'view';

function opened(written: URLSearchParams, hidden: string): URLSearchParams {
  const all = new URLSearchParams(ofPrivateAddress(written.get('case'), hidden));
  for (const name of ['case', 'bundle', 'entry']) {
    const value = written.get(name);
    if (value !== null) all.set(name, value);
  }
  return all;
}

function printContent(route: Route): string {
  const parameters = new URLSearchParams();
  const { query, sort, sources } = route.search;
  if (query !== '') parameters.set('query', query);
  if (sort.by !== plainSearch.sort.by) parameters.set('sort', sort.by);
  if (sort.isDescending) parameters.set('order', 'descending');
  if (sources === 'case') parameters.set('in', 'case');
  else if (sources !== 'bundle') for (const source of sources) parameters.append('source', source);
  if (route.screen === 'entity' && route.entity !== null) printEntityAddress(route.entity, parameters);
  if (route.screen === 'compare' && route.comparison !== null)
    printComparisonAddress(route.comparison, parameters);
  return parameters.toString();
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
