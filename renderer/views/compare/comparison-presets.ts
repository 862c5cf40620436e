import type { UnixMillis } from '../../../shared/bytes/units.ts';
import { withTimeRange } from '../../../shared/query/edit-query.ts';
import type { ComparisonAddress, SideAddress } from './comparison-address.ts';

/** From the first to the last time that some lines state. */
interface Ends {
  readonly first: { readonly time: UnixMillis } | null;
  readonly last: { readonly time: UnixMillis } | null;
}

/** The lines of a query before and from the middle of their time on; null where there is no time to be halved. */
export function halvesOf(
  query: string,
  sources: SideAddress['sources'],
  { first, last }: Ends,
): ComparisonAddress | null {
  if (first === null || last === null || last.time <= first.time) return null;
  const middle = middleOf(first.time, last.time);
  return ofPeriods(query, sources, [
    { from: first.time, before: middle },
    { from: middle, before: last.time + 1 },
  ]);
}

/** The last `length` of the time beside as much before it; null where nothing lies before it. */
export function lastAndBefore(
  query: string,
  sources: SideAddress['sources'],
  { first, last }: Ends,
  length: number,
): ComparisonAddress | null {
  if (first === null || last === null || last.time - first.time < length) return null;
  const end = last.time + 1;
  return ofPeriods(query, sources, [
    { from: end - 2 * length, before: end - length },
    { from: end - length, before: end },
  ]);
}

type Period = { readonly from: UnixMillis; readonly before: UnixMillis };

function ofPeriods(
  query: string,
  sources: SideAddress['sources'],
  [left, right]: readonly [Period, Period],
): ComparisonAddress {
  return {
    left: { query: withTimeRange(query, left), sources },
    right: { query: withTimeRange(query, right), sources },
    fields: [],
  };
}

const second = 1_000;
const day = 86_400_000;

/** As round as the time allows, so that a person can say where it was cut: at midnight, or else at a whole second. */
function middleOf(first: UnixMillis, last: UnixMillis): UnixMillis {
  const middle = (first + last + 1) / 2;
  const rounded = [day, 3_600_000, 60_000, second]
    .filter((step) => last - first > 8 * step)
    .map((step) => Math.round(middle / step) * step)[0];
  return rounded ?? Math.max(first + 1, Math.round(middle));
}
