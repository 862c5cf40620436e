import type { UnixMillis } from '../bytes/units.ts';

const pattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?Z$/;
const millisPerDay = 86_400_000;

/**
 * Reads an RFC 3339 time in UTC (`Z`), up to nanoseconds; digits below the millisecond stay in the raw text.
 * Null for everything else: an impossible day such as 2026-02-30 must not roll over into March.
 */
export function parseUtcTime(text: string): UnixMillis | null {
  const parts = pattern.exec(text);
  if (parts === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number);
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  if (hour > 23 || minute > 59 || second > 59) return null;
  const millis = Number((parts[7] ?? '').slice(0, 3).padEnd(3, '0'));
  return (
    daysFromEpoch(year, month, day) * millisPerDay + ((hour * 60 + minute) * 60 + second) * 1000 + millis
  );
}

/** The moment as `2026-07-01T09:30:00.000Z`, which `parseUtcTime` reads. */
export function renderUtcTime(time: UnixMillis): string {
  const inDay = time - Math.floor(time / millisPerDay) * millisPerDay;
  const part = (unit: number, of: number, digits: number) =>
    String(Math.floor(inDay / unit) % of).padStart(digits, '0');
  return `${utcDay(time)}T${part(3_600_000, 24, 2)}:${part(60_000, 60, 2)}:${part(1_000, 60, 2)}.${part(1, 1_000, 3)}Z`;
}

/** The UTC day, as `2026-07-01`. */
export function utcDay(time: UnixMillis): string {
  // Civil-from-days for the proleptic Gregorian calendar, counted in eras of 400 years from 0000-03-01.
  const days = Math.floor(time / millisPerDay) + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function daysFromEpoch(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
