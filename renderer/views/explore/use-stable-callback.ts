import { useCallback, useLayoutEffect, useRef } from 'react';

/**
 * The same function in every draw, which calls that of the last one. So a part of the screen that only reacts to presses
 * is not drawn again with every key in the query.
 */
export function useStableCallback<Args extends readonly unknown[], Answer>(
  callback: (...args: Args) => Answer,
): (...args: Args) => Answer {
  const latest = useRef(callback);
  useLayoutEffect(() => {
    latest.current = callback;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
}
