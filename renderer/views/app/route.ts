import type { EntryOrdinal } from '../../../shared/bytes/units.ts';

export const screens = ['home', 'bundles', 'explore', 'trust', 'custody'] as const;
export type Screen = (typeof screens)[number];

/** What the window looks at. It lives in the address, so a reload comes back to the same place. */
export interface Route {
  readonly screen: Screen;
  readonly caseId: string | null;
  readonly bundleId: string | null;
  readonly ordinal: EntryOrdinal | null;
}

/** Reads the fragment of the address. What it cannot read it leaves out: an address may be typed by anybody. */
export function parseRoute(fragment: string): Route {
  const [path = '', query = ''] = fragment.replace(/^#?\/?/, '').split('?', 2);
  const parameters = new URLSearchParams(query);
  const ordinal = parameters.get('entry');
  return {
    screen: screens.find((screen) => screen === path) ?? 'home',
    caseId: parameters.get('case') || null,
    bundleId: parameters.get('bundle') || null,
    ordinal: ordinal !== null && /^\d{1,15}$/.test(ordinal) ? Number(ordinal) : null,
  };
}

/** The fragment that `parseRoute` reads back to the same route. */
export function printRoute(route: Route): string {
  const parameters = new URLSearchParams();
  if (route.caseId !== null) parameters.set('case', route.caseId);
  if (route.bundleId !== null) parameters.set('bundle', route.bundleId);
  if (route.ordinal !== null) parameters.set('entry', String(route.ordinal));
  const query = parameters.toString();
  return `#/${route.screen}${query === '' ? '' : `?${query}`}`;
}
