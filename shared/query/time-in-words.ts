import { renderUtcTime } from '../adapters/utc-time.ts';
import type { UnixMillis } from '../bytes/units.ts';
import type { TimeBound } from './query-tree.ts';
import { renderTimeTerm } from './time-period.ts';

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'],
  ...['November', 'December'],
];

/** Behind "that state a time": `on 1 July 2026 (UTC)`, `from 1 July 2026, 00:00 UTC and before …`. */
export function timeInWords(from: TimeBound | null, before: TimeBound | null): string {
  if (from?.kind === 'moment' && before?.kind === 'moment') {
    const whole = wholePeriod(from, before);
    if (whole !== null) return whole;
  }
  return [
    ...(from === null ? [] : [fromInWords(from)]),
    ...(before === null ? [] : [beforeInWords(before)]),
  ].join(' and ');
}

function fromInWords(from: TimeBound): string {
  return isJustBehind(from) ? `after ${boundInWords(back(from))}` : `from ${boundInWords(from)}`;
}

function beforeInWords(before: TimeBound): string {
  return isJustBehind(before)
    ? `up to and with ${boundInWords(back(before))}`
    : `before ${boundInWords(before)}`;
}

/** A whole year, month or day; null for what has no name of its own. */
function wholePeriod(from: TimeBound, before: TimeBound): string | null {
  const [, year, month, day] =
    /^ts:(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(renderTimeTerm(from, before)) ?? [];
  if (year === undefined) return null;
  if (month === undefined) return `in the year ${Number(year)} (UTC)`;
  const named = `${months[Number(month) - 1]} ${Number(year)} (UTC)`;
  return day === undefined ? `in ${named}` : `on ${Number(day)} ${named}`;
}

/** `ts<=last` and `ts>last` name the last time: the millisecond behind it is nothing that a person named. */
function isJustBehind(bound: TimeBound): boolean {
  return bound.kind === 'relative' && (bound.offset - 1) % 1_000 === 0;
}

function back(bound: TimeBound): TimeBound {
  return bound.kind === 'relative' ? { ...bound, offset: bound.offset - 1 } : bound;
}

function boundInWords(bound: TimeBound): string {
  if (bound.kind === 'moment') return momentInWords(bound.time);
  const named = `the ${bound.to} time of the searched lines`;
  if (bound.offset === 0) return named;
  const duration = durationInWords(Math.abs(bound.offset));
  return bound.offset < 0
    ? `the moment ${duration} before ${named}`
    : `the moment ${duration} after ${named}`;
}

/** `1 July 2026, 09:30 UTC`, with as many digits as the moment has. */
function momentInWords(time: UnixMillis): string {
  const [date = '', clock = ''] = renderUtcTime(time).split('T');
  const [year, month, day] = date.split('-').map(Number);
  const shown = clock
    .replace('Z', '')
    .replace(/\.000$/, '')
    .replace(/^(\d\d:\d\d):00$/, '$1');
  return `${day} ${months[(month ?? 1) - 1]} ${year}, ${shown} UTC`;
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
  ['millisecond', 1],
] as const;

function durationInWords(millis: number): string {
  const [name, size] = units.find(([, each]) => millis % each === 0) ?? units[4];
  const count = millis / size;
  return name === 'day' && count === 1 ? '24 hours' : `${count} ${name}${count === 1 ? '' : 's'}`;
}
