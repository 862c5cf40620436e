import type { UnixMillis } from '../../../../shared/bytes/units.ts';

/** A piece of time, from `from` to before `before`. */
export interface TimeRange {
  readonly from: UnixMillis;
  readonly before: UnixMillis;
}

/** No finer than needed: a whole day is named by its date, a whole minute by hour and minute. Without the zone. */
export function momentWords(time: UnixMillis): string {
  const text = isoOf(time);
  if (text === null) return `${time} ms since 1970`;
  const [day = '', clock = ''] = text.split('T');
  if (time % 86_400_000 === 0) return day;
  if (time % 60_000 === 0) return `${day} ${clock.slice(0, 5)}`;
  return `${day} ${clock.slice(0, time % 1_000 === 0 ? 8 : 12)}`;
}

/**
 * A range as it is said: `2026-07-01`, `2026-07-01 to 2026-07-14`, `2026-07-01 06:00 to before 12:00`. A day or several
 * whole days are named by the days that they hold, anything finer by its two ends.
 */
export function rangeWords({ from, before }: TimeRange): string {
  const isWholeDays = from % 86_400_000 === 0 && before % 86_400_000 === 0;
  if (isWholeDays) {
    const lastDay = before - 86_400_000;
    return lastDay <= from ? momentWords(from) : `${momentWords(from)} to ${momentWords(lastDay)}`;
  }
  const start = clockWords(from, before);
  const end = clockWords(before, from);
  const [day] = start.split(' ');
  const isOneDay = end.startsWith(`${day} `);
  return `${start} to before ${isOneDay ? end.slice(day === undefined ? 0 : day.length + 1) : end}`;
}

/** With a clock time even at midnight, and as fine as the other end needs. */
function clockWords(time: UnixMillis, other: UnixMillis): string {
  const text = isoOf(time);
  if (text === null) return `${time} ms since 1970`;
  const [day = '', clock = ''] = text.split('T');
  const isWhole = (millis: number) => time % millis === 0 && other % millis === 0;
  return `${day} ${clock.slice(0, isWhole(60_000) ? 5 : isWhole(1_000) ? 8 : 12)}`;
}

function isoOf(time: UnixMillis): string | null {
  return Number.isFinite(time) && Math.abs(time) <= 8.64e15
    ? new Date(time).toISOString().replace('Z', '')
    : null;
}
