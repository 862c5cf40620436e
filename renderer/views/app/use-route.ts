import { useMemo, useSyncExternalStore } from 'react';
import { parseRoute, plainSearch, printRoute, type Route } from './route.ts';

export interface Navigation {
  readonly route: Route;
  /** Goes there; another case begins without a search. `replace` leaves no step to go back to, for what only follows the eye, such as the open entry. */
  navigate(change: Partial<Route>, how?: 'push' | 'replace'): void;
}

/** The current route, and the way to another one. */
export function useRoute(): Navigation {
  const fragment = useSyncExternalStore(subscribe, () => window.location.hash);
  return useMemo(() => {
    const route = parseRoute(fragment);
    return {
      route,
      navigate: (change, how = 'push') => {
        const isOtherCase = change.caseId !== undefined && change.caseId !== route.caseId;
        go({ ...route, ...(isOtherCase ? { search: plainSearch } : {}), ...change }, how);
      },
    };
  }, [fragment]);
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

function go(route: Route, how: 'push' | 'replace'): void {
  const fragment = printRoute(route);
  if (fragment === window.location.hash) return;
  if (how === 'push') {
    window.location.hash = fragment;
    return;
  }
  window.history.replaceState(null, '', fragment);
  // replaceState changes the address without telling anybody.
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}
