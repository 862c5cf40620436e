import { useCallback, useEffect, useRef } from 'react';
import type { SearchShelfAccess } from '../../../client/use-search-shelf.ts';
import type { ExploreSearch } from './explore-search.ts';

/** Who looks at a result for so long has not only passed it on the way to another one. */
const settleMillis = 2_000;

/**
 * Writes each query that a person settled on into the custody log, once: settled is what Enter ran, what a line was opened
 * from, and what stood for two seconds. Answers the function to call when a line is opened.
 */
export function useRecordedSearch(
  { search, query, isDecided }: ExploreSearch,
  record: SearchShelfAccess['record'],
): () => void {
  const { shown, standing } = search;
  const question = standing.kind === 'answered' ? (shown?.question ?? null) : null;
  const isSearch = question !== null && question.query.trim() !== '';
  const order = isSearch
    ? { caseId: question.caseId, bundleIds: question.bundleIds, query: question.query.trim() }
    : null;
  const key = order === null ? null : JSON.stringify(order);
  const recorded = useRef<string | null>(null);

  const settle = useCallback(() => {
    if (key === null || recorded.current === key) return;
    recorded.current = key;
    // The key is the order's own text.
    record(JSON.parse(key) as Parameters<typeof record>[0]);
  }, [key, record]);
  const isNow = isDecided && question?.query === query;
  useEffect(() => {
    if (isNow) settle();
    const timer = setTimeout(settle, settleMillis);
    return () => clearTimeout(timer);
  }, [settle, isNow]);
  return settle;
}
