import type { SearchCalls } from './search-calls.ts';
import { hitPageRows, SearchPages } from './search-pages.ts';
import { isSameOrder, isWholeLog, orderOf, type SearchQuestion, type ShownSearch } from './search-session.ts';

/** What was asked for ahead of each worker, while the screen is drawn that shows it. */
const held = new WeakMap<SearchCalls, ShownSearch>();

/** So long a screen waits at most; mostly the rows are there within a few milliseconds. */
const patienceMillis = 60;

/**
 * Asks for the first rows of a screen before it is drawn, so that it is drawn once and with them: drawn without them, and
 * then again, took longer than all that the worker does for them (measured). Asked is only what needs no index, and what
 * does not come at once is asked for no longer. Whatever is the matter, the screen hears it when it asks for itself.
 */
export async function askRowsAhead(calls: SearchCalls, question: SearchQuestion): Promise<void> {
  // Of several bundles, each row says which others have its event, which takes all their indexes.
  if (!isWholeLog(question) || question.bundleIds.length !== 1) return;
  const patience = new AbortController();
  const rows = { first: 0, count: hitPageRows };
  const asked = { ...question, facets: [], buckets: 0, rows };
  const answer = calls.call('search', asked, { signal: patience.signal }).catch(() => null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const pause = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patienceMillis);
  });
  const result = await Promise.race([answer, pause]);
  clearTimeout(timer);
  if (result === null) patience.abort();
  if (result?.kind === 'result') holdForOneDraw(calls, question, result);
}

/**
 * For as long as it takes to draw the screen, which is done before any timer runs: what is known of the lines, and the lens
 * through which they are seen, may be others by the next time that such a screen is drawn.
 */
function holdForOneDraw(calls: SearchCalls, question: SearchQuestion, result: ShownSearch['result']): void {
  const pages = new SearchPages(calls, orderOf(question), result.total, result.rows);
  const shown: ShownSearch = { question, result, pages };
  held.set(calls, shown);
  setTimeout(() => {
    if (held.get(calls) === shown) held.delete(calls);
  });
}

/** The rows of this question, if they were asked for ahead of the draw that is under way. */
export function rowsAhead(calls: SearchCalls, question: SearchQuestion): ShownSearch | null {
  const shown = held.get(calls) ?? null;
  return shown !== null && isSameOrder(shown.question, question) ? shown : null;
}
