import type { UnixMillis } from '../../../shared/bytes/units.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import type { TimeBound } from '../../../shared/query/query-tree.ts';
import { readPeriod } from '../../../shared/query/time-period.ts';

/** The period that a query asks for; null is without end. */
export interface QueryPeriod {
  readonly from: UnixMillis | null;
  readonly before: UnixMillis | null;
}

const anyTime: QueryPeriod = { from: null, before: null };

/** Null where the query asks for times in another way than by one period: then it is changed by its text alone. */
export function periodOf(query: string): QueryPeriod | null {
  const parsed = parseQuery(query);
  if (parsed.kind === 'invalid') return null;
  const times = parsed.parts.flatMap(({ query: part }) => (part.kind === 'time' ? [part] : []));
  const [only] = times;
  if (only === undefined) return anyTime;
  if (times.length > 1 || isRelative(only.from) || isRelative(only.before)) return null;
  return { from: momentOf(only.from), before: momentOf(only.before) };
}

/** A typed time as the moment that it begins with, null for none; `unreadable` for anything else. */
export function momentTyped(text: string): UnixMillis | null | 'unreadable' {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const read = readPeriod(trimmed, { start: 0, end: trimmed.length });
  if (!('from' in read) || read.from.kind !== 'moment') return 'unreadable';
  return read.from.time;
}

function isRelative(bound: TimeBound | null): boolean {
  return bound?.kind === 'relative';
}

function momentOf(bound: TimeBound | null): UnixMillis | null {
  return bound?.kind === 'moment' ? bound.time : null;
}
