import { plainSearch, type Route } from '../app/route.ts';
import type { PaletteChoice } from './palette-choice.ts';

/** What of the address changes when a person goes there. */
export function routeOfChoice(choice: PaletteChoice, route: Route): Partial<Route> {
  switch (choice.kind) {
    case 'screen':
      return { screen: choice.screen, ordinal: null };
    case 'line':
      return { screen: 'explore', bundleId: choice.bundleId, ordinal: choice.ordinal };
    case 'query':
      return { screen: 'explore', ordinal: null, search: { ...route.search, query: choice.query } };
    case 'bundle':
      return {
        screen: 'bundles',
        bundleId: choice.bundleId,
        ordinal: null,
        search: { ...route.search, sources: 'bundle' },
      };
    case 'case':
      return { screen: 'bundles', caseId: choice.caseId, bundleId: null, ordinal: null, search: plainSearch };
    default:
      return choice satisfies never;
  }
}
