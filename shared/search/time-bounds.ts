import type { UnixMillis } from '../bytes/units.ts';
import type { Query } from '../query/query-tree.ts';
import { momentOf, type SearchedSpan } from './time-moments.ts';

/** From `from` to before `before`; null is without end. */
export interface TimeBounds {
  readonly from: UnixMillis | null;
  readonly before: UnixMillis | null;
}

const unbound: TimeBounds = { from: null, before: null };

/**
 * Between which times all lines of a result must lie by the query itself. Of alternatives the widest counts, and what is
 * negated bounds nothing.
 */
export function timeBoundsOf(query: Query, span: SearchedSpan): TimeBounds {
  const boundsOf = (part: Query) => timeBoundsOf(part, span);
  switch (query.kind) {
    case 'time':
      return { from: momentOf(query.from, span), before: momentOf(query.before, span) };
    case 'and':
      return query.parts.map(boundsOf).reduce(narrowest, unbound);
    case 'or': {
      const [first, ...others] = query.parts.map(boundsOf);
      return first === undefined ? unbound : others.reduce(widest, first);
    }
    default:
      return unbound;
  }
}

function narrowest(one: TimeBounds, other: TimeBounds): TimeBounds {
  return {
    from: one.from === null ? other.from : Math.max(one.from, other.from ?? one.from),
    before: one.before === null ? other.before : Math.min(one.before, other.before ?? one.before),
  };
}

function widest(one: TimeBounds, other: TimeBounds): TimeBounds {
  return {
    from: one.from === null || other.from === null ? null : Math.min(one.from, other.from),
    before: one.before === null || other.before === null ? null : Math.max(one.before, other.before),
  };
}
