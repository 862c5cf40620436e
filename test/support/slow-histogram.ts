import type { Histogram } from '../../shared/contract/search-protocol.ts';
import type { Query, TimeBound } from '../../shared/query/query-tree.ts';
import type { PlainEntry } from './slow-lines.ts';

const second = 1_000;
const day = 86_400 * second;
const widths = [1, 5, 15, 60, 300, 900, 3_600, 10_800, 21_600, 43_200, 86_400, 604_800].map(
  (width) => width * second,
);

/** Lines in time, each looked at by itself. */
export function slowHistogram(
  query: Query,
  found: readonly PlainEntry[],
  all: readonly PlainEntry[],
  most: number,
): Histogram {
  const withoutTime = found.filter(({ row }) => row.time === null).length;
  const times = all.flatMap(({ row }) => row.time ?? []);
  if (times.length === 0) return { start: 0, width: second, counts: [], searched: [], withoutTime };
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const [from, before] = boundsOf(query, first, last);
  let [low, high] = [Math.max(first, from), Math.min(last, before - 1)];
  if (low > high) [low, high] = [first, last];
  const months = Array.from({ length: 5_000 }, (_, index) => (index + 1) * 30 * day);
  for (const width of [...widths, ...months]) {
    const start = Math.floor(low / width) * width;
    const count = Math.floor((high - start) / width) + 1;
    if (count > most) continue;
    const countIn = (entries: readonly PlainEntry[]) =>
      Array.from(
        { length: count },
        (_, bucket) =>
          entries.filter(({ row }) => row.time !== null && Math.floor((row.time - start) / width) === bucket)
            .length,
      );
    return { start, width, counts: countIn(found), searched: countIn(all), withoutTime };
  }
  throw new Error('no width is wide enough');
}

/** Between which times every line of the result lies by the query's own words. */
function boundsOf(query: Query, first: number, last: number): readonly [number, number] {
  const momentOf = (bound: TimeBound | null, none: number) => {
    if (bound === null) return none;
    return bound.kind === 'moment' ? bound.time : bound.offset + (bound.to === 'first' ? first : last);
  };
  const open = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
  if (query.kind === 'time') return [momentOf(query.from, open[0]), momentOf(query.before, open[1])];
  if (query.kind !== 'and' && query.kind !== 'or') return open;
  const parts = query.parts.map((part) => boundsOf(part, first, last));
  const [narrow, wide] = query.kind === 'and' ? [Math.max, Math.min] : [Math.min, Math.max];
  return [narrow(...parts.map(([from]) => from)), wide(...parts.map(([, before]) => before))];
}
