import type { Histogram } from '../contract/search-protocol.ts';
import type { Query } from '../query/query-tree.ts';
import type { FoundLines } from './found-lines.ts';
import type { Searcher } from './searcher.ts';
import { timeBoundsOf } from './time-bounds.ts';
import { bucketsFor, countInBuckets, countWithoutTime, type TimeBuckets } from './time-buckets.ts';

/** Where in time the lines of a result lie, beside where any were looked at. At most `most` buckets. */
export function histogramOf(searcher: Searcher, query: Query, found: FoundLines, most: number): Histogram {
  const withoutTime = countWithoutTime(found);
  const buckets = bucketsOf(searcher, query, most);
  if (buckets === null) return { start: 0, width: 1_000, counts: [], searched: [], withoutTime };
  return {
    start: buckets.start,
    width: buckets.width,
    counts: [...countInBuckets(found, buckets)],
    searched: [...searcher.searchedIn(buckets)],
    withoutTime,
  };
}

/** Over the times that the query leaves, or over all where it leaves none of those that there are. */
function bucketsOf({ lines }: Searcher, query: Query, most: number): TimeBuckets | null {
  const { first, last } = lines;
  if (first === null || last === null) return null;
  const bounds = timeBoundsOf(query, lines);
  const from = Math.max(first, bounds.from ?? first);
  const to = Math.min(last, bounds.before === null ? last : bounds.before - 1);
  return from > to ? bucketsFor(first, last, most) : bucketsFor(from, to, most);
}
