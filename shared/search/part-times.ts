import type { UnixMillis } from '../bytes/units.ts';
import type { Times } from '../index/times.ts';
import type { BitSet } from './bit-set.ts';

/** What is known of the times of a part before any question. */
export interface TimeSpread {
  /** Null where no line states a time. */
  readonly earliest: UnixMillis | null;
  readonly latest: UnixMillis | null;
  /** Lines that state none. */
  readonly withoutTime: number;
  /** Every line states a time, and none an earlier one than the line before: nearly all logs. */
  readonly isAscending: boolean;
  /** The same, and no two state the same. */
  readonly isStrict: boolean;
}

/** Stored where no time is; see shared/index/times.ts. */
const noTime = 0xffffffff;

/** Looks at every time once. */
export function spreadOf(times: Times): TimeSpread {
  const { base, values } = times;
  let [earliest, latest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let withoutTime = 0;
  let before = Number.NEGATIVE_INFINITY;
  let isAscending = true;
  let isStrict = true;
  const none = noneOf(times);
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN;
    if (value === none || Number.isNaN(value)) {
      withoutTime += 1;
      isAscending = false;
      continue;
    }
    if (value < before) isAscending = false;
    if (value <= before) isStrict = false;
    before = value;
    if (value < earliest) earliest = value;
    if (value > latest) latest = value;
  }
  const hasTime = withoutTime < values.length;
  return {
    earliest: hasTime ? base + earliest : null,
    latest: hasTime ? base + latest : null,
    withoutTime,
    isAscending,
    isStrict: isAscending && isStrict,
  };
}

/** Adds the lines whose time is from `from` to before `before`; null is without end. */
export function addTimesBetween(
  rows: BitSet,
  times: Times,
  spread: TimeSpread,
  from: UnixMillis | null,
  before: UnixMillis | null,
): void {
  const { earliest, latest } = spread;
  if (earliest === null || latest === null) return;
  const low = from ?? earliest;
  const high = before ?? latest + 1;
  if (low > latest || high <= earliest) return;
  if (spread.isAscending) {
    rows.addRange(firstRowFrom(times, low), firstRowFrom(times, high));
    return;
  }
  const { base, values } = times;
  const none = noneOf(times);
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN;
    if (value !== none && base + value >= low && base + value < high) rows.add(row);
  }
}

/** The first row of an ascending part whose time is not before this one; the number of rows if there is none. */
export function firstRowFrom({ base, values }: Times, time: UnixMillis): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (base + (values[middle] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The value that stands for no time; NaN, which nothing equals, where NaN itself does. */
export function noneOf({ values }: Times): number {
  return values instanceof Uint32Array ? noTime : Number.NaN;
}
