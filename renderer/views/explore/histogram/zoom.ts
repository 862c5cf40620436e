import type { TimeRange } from './bucket-time.ts';

/**
 * Twice the time around the same middle, at whole steps of `step`. Null when that would be all of `whole`: then no bound
 * of time is left to state.
 */
export function zoomedOut(shown: TimeRange, whole: TimeRange | null, step: number): TimeRange | null {
  const half = Math.max(step, Math.ceil((shown.before - shown.from) / 2 / step) * step);
  const from = shown.from - half;
  const before = shown.before + half;
  if (whole !== null && from <= whole.from && before >= whole.before) return null;
  return { from, before };
}
