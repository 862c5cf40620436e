import type { UnixMillis } from '../bytes/units.ts';
import type { TimeBound } from '../query/query-tree.ts';

/** The first and the last time of all searched lines; null where none states one. */
export interface SearchedSpan {
  readonly first: UnixMillis | null;
  readonly last: UnixMillis | null;
}

/** Null is without end; also where no line states a time, for then none has one that could be compared. */
export function momentOf(bound: TimeBound | null, { first, last }: SearchedSpan): UnixMillis | null {
  if (bound === null) return null;
  if (bound.kind === 'moment') return bound.time;
  const time = bound.to === 'first' ? first : last;
  return time === null ? null : time + bound.offset;
}
