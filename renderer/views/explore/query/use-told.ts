import { useEffect, useState } from 'react';
import type { ExploreSearch } from './explore-search.ts';

const pauseMillis = 700;

/**
 * Whether it is time to say something of a query: half a term is no mistake, and that it finds nothing is no news. Who is
 * typing is told after a pause, who decided for the query at once; and what was told stays while it is being mended.
 */
export function useTold(
  isSo: boolean,
  { query, isDecided }: Pick<ExploreSearch, 'query' | 'isDecided'>,
): boolean {
  const [isTold, setIsTold] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each letter the pause begins again.
  useEffect(() => {
    if (!isSo) {
      setIsTold(false);
      return;
    }
    const timer = setTimeout(() => setIsTold(true), isDecided ? 0 : pauseMillis);
    return () => clearTimeout(timer);
  }, [query, isDecided, isSo]);
  return isSo && (isTold || isDecided);
}
