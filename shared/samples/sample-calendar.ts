import type { UnixMillis } from '../bytes/units.ts';

/** 2026-07-01T00:00:00Z. The sample covers 92 days from here; day 0 is a Wednesday. */
const quarterStart: UnixMillis = 1_782_864_000_000;

export const quarterDays = 92;
export const minuteMillis = 60_000;
export const hourMillis = 60 * minuteMillis;
const dayMillis = 24 * hourMillis;

const months = [
  { name: '07', days: 31 },
  { name: '08', days: 31 },
  { name: '09', days: 30 },
] as const;

/** Days since the first day of the quarter. */
export type QuarterDay = number;

/** The day of the quarter on which a date such as `08-16` falls. */
export function toQuarterDay(date: `${'07' | '08' | '09'}-${number}`): QuarterDay {
  const [name, day] = date.split('-');
  let before = 0;
  for (const month of months) {
    if (month.name === name) return before + Number(day) - 1;
    before += month.days;
  }
  return before;
}

/** A moment of the quarter: `clock` is `HH:MM` or `HH:MM:SS` in UTC. */
export function toMoment(date: `${'07' | '08' | '09'}-${number}`, clock: string): UnixMillis {
  const [hours = '0', minutes = '0', seconds = '0'] = clock.split(':');
  const inDay = Number(hours) * hourMillis + Number(minutes) * minuteMillis + Number(seconds) * 1000;
  return startOfDay(toQuarterDay(date)) + inDay;
}

export function startOfDay(day: QuarterDay): UnixMillis {
  return quarterStart + day * dayMillis;
}

export function dayOf(moment: UnixMillis): QuarterDay {
  return Math.floor((moment - quarterStart) / dayMillis);
}

export function isWeekend(day: QuarterDay): boolean {
  return (day + 2) % 7 >= 5;
}

/** RFC 3339 in UTC with milliseconds. Written out because `shared/` has no `Date`, and a quarter needs none. */
export function renderMoment(moment: UnixMillis): string {
  let day = dayOf(moment);
  let date = '';
  for (const month of months) {
    if (day < month.days) {
      date = `2026-${month.name}-${two(day + 1)}`;
      break;
    }
    day -= month.days;
  }
  const inDay = (moment - quarterStart) % dayMillis;
  const hours = two(Math.floor(inDay / hourMillis));
  const minutes = two(Math.floor((inDay % hourMillis) / minuteMillis));
  const seconds = two(Math.floor((inDay % minuteMillis) / 1000));
  return `${date}T${hours}:${minutes}:${seconds}.${String(inDay % 1000).padStart(3, '0')}Z`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
