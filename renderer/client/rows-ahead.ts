import type { SearchCalls } from './search-calls.ts';
import { hitPageRows, SearchPages } from './search-pages.ts';
import { isSameOrder, isWholeLog, orderOf, type SearchQuestion, type ShownSearch } from './search-session.ts';

/** Of each worker, what was asked for ahead and has come. */
const arrived = new WeakMap<SearchCalls, ShownSearch>();

/**
 * Asks for the first rows of a screen before it is drawn, so that it is drawn once and with them: drawn without them, and
 * then again, took longer than all that the worker does for them (measured). Nothing is asked that needs an index; whatever
 * is the matter, the screen hears it when it asks for itself.
 */
export async function askRowsAhead(calls: SearchCalls, question: SearchQuestion): Promise<void> {
  if (!isWholeLog(question)) return;
  const rows = { first: 0, count: hitPageRows };
  const result = await calls.call('search', { ...question, facets: [], buckets: 0, rows }).catch(() => null);
  if (result?.kind !== 'result') return;
  const pages = new SearchPages(calls, orderOf(question), result.total, result.rows);
  arrived.set(calls, { question, result, pages });
}

/** The rows of this question, if they are those that were asked for ahead. */
export function rowsAhead(calls: SearchCalls, question: SearchQuestion): ShownSearch | null {
  const shown = arrived.get(calls) ?? null;
  return shown !== null && isSameOrder(shown.question, question) ? shown : null;
}

/** They are good for one screen: what is known of the bundles changes, and with it what is said of their lines. */
export function forgetRowsAhead(calls: SearchCalls): void {
  arrived.delete(calls);
}
