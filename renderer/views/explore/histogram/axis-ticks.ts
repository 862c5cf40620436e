import type { UnixMillis } from '../../../../shared/bytes/units.ts';
import type { TimeRange } from './bucket-time.ts';

export interface AxisTick {
  /** From 0, the start of the axis, to 1. */
  readonly at: number;
  readonly words: string;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Steps that end where clocks do. Months and years, which are not of one length, are made of days below. */
const steps = [
  second,
  ...[5, 15, 30].map((count) => count * second),
  ...[1, 5, 15, 30].map((count) => count * minute),
  ...[1, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 7, 14].map((count) => count * day),
];
/** In months. */
const longSteps = [1, 2, 3, 6, 12, 24, 60, 120, 600, 1_200, 12_000, 120_000, 1_200_000];
/** More than all the time that a date can hold. */
const longestStep = 12_000_000;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * At most `most` labels at round times in UTC. A label says what changed since the label before it; the first one says
 * the year, so that nobody has to guess.
 */
export function axisTicks({ from, before }: TimeRange, most: number): readonly AxisTick[] {
  const span = before - from;
  if (!(span > 0) || most < 1 || !isDate(from) || !isDate(before)) return [];
  const times = tickTimes(from, before, most);
  return times.map((time, index) => ({
    at: (time - from) / span,
    words: tickWords(time, times[index - 1] ?? null),
  }));
}

function tickTimes(from: UnixMillis, before: UnixMillis, most: number): readonly UnixMillis[] {
  const step = steps.find((each) => (before - from) / each <= most);
  if (step !== undefined) {
    // Weeks begin on Mondays; the first of January 1970 was a Thursday.
    const offset = step % (7 * day) === 0 ? 4 * day : 0;
    const first = Math.ceil((from - offset) / step) * step + offset;
    return count(Math.max(0, Math.ceil((before - first) / step)), (index) => first + index * step);
  }
  const firstMonth = monthOf(from - 1) + 1;
  const lastMonth = monthOf(before - 1);
  const longStep = longSteps.find((each) => (lastMonth - firstMonth) / each < most) ?? longestStep;
  const start = Math.ceil(firstMonth / longStep) * longStep;
  return count(Math.max(0, Math.floor((lastMonth - start) / longStep) + 1), (index) =>
    Date.UTC(1970, start + index * longStep),
  );
}

function tickWords(time: UnixMillis, previous: UnixMillis | null): string {
  const date = new Date(time);
  const before = previous === null ? null : new Date(previous);
  const isNewYear = before === null || before.getUTCFullYear() !== date.getUTCFullYear();
  const isNewDay = isNewYear || Math.floor(time / day) !== Math.floor((previous ?? 0) / day);
  const clock = date.toISOString().slice(11, time % minute === 0 ? 16 : 19);
  const dayWords = `${date.getUTCDate()} ${months[date.getUTCMonth()]}${isNewYear ? ` ${date.getUTCFullYear()}` : ''}`;
  if (time % day !== 0) return isNewDay ? `${dayWords}, ${clock}` : clock;
  return dayWords;
}

/** Months since January 1970. */
function monthOf(time: UnixMillis): number {
  const date = new Date(time);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

function isDate(time: UnixMillis): boolean {
  return Number.isFinite(time) && Math.abs(time) <= 8.64e15;
}

function count<Item>(length: number, item: (index: number) => Item): readonly Item[] {
  return Array.from({ length }, (_, index) => item(index));
}
