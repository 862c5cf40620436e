import type { UnixMillis } from '../../../../shared/bytes/units.ts';

const day = 86_400_000;

/** A piece of time, from `from` to before `before`. */
export interface TimeRange {
  readonly from: UnixMillis;
  readonly before: UnixMillis;
}

/** As fine as pieces of this width need: whole days by their date, all others with a clock time. Without the zone. */
export function momentWords(time: UnixMillis, width: number): string {
  return time % day === 0 && width % day === 0 ? dayWords(time) : clockWords(time, width);
}

/**
 * A range as it is said: `2026-07-01`, `2026-07-01 to 2026-07-14`, `2026-07-01 06:00 to before 12:00`. A day or several
 * whole days are named by the days that they hold, anything finer by its two ends.
 */
export function rangeWords({ from, before }: TimeRange): string {
  const isWholeDays = from % day === 0 && before % day === 0;
  if (isWholeDays) {
    const lastDay = before - day;
    return lastDay <= from ? dayWords(from) : `${dayWords(from)} to ${dayWords(lastDay)}`;
  }
  const start = clockWords(from, before);
  const end = clockWords(before, from);
  const [startDay = ''] = start.split(' ');
  const isOneDay = end.startsWith(`${startDay} `);
  return `${start} to before ${isOneDay ? end.slice(startDay.length + 1) : end}`;
}

function dayWords(time: UnixMillis): string {
  return isoOf(time)?.split('T')[0] ?? `${time} ms since 1970`;
}

/** With a clock time even at midnight, and as fine as the other end needs. */
function clockWords(time: UnixMillis, other: UnixMillis): string {
  const text = isoOf(time);
  if (text === null) return `${time} ms since 1970`;
  const [date = '', clock = ''] = text.split('T');
  const isWhole = (millis: number) => time % millis === 0 && other % millis === 0;
  return `${date} ${clock.slice(0, isWhole(60_000) ? 5 : isWhole(1_000) ? 8 : 12)}`;
}

function isoOf(time: UnixMillis): string | null {
  return Number.isFinite(time) && Math.abs(time) <= 8.64e15
    ? new Date(time).toISOString().replace('Z', '')
    : null;
}
