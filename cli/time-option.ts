import { parseUtcTime } from '../shared/adapters/utc-time.ts';
import type { UnixMillis } from '../shared/bytes/units.ts';
import { type LocalClock, parseSshTime } from '../shared/trust/ssh-time.ts';
import { UsageError } from './options.ts';

/** A time as RFC 3339 in UTC, or as OpenSSH writes it. Throws UsageError for anything else. */
export function readTimeOption(text: string, name: string): UnixMillis {
  const time = parseUtcTime(text) ?? parseSshTime(text, localClock);
  if (time === null)
    throw new UsageError(`--${name} needs a time such as 2026-07-01T00:00:00Z or 20260701Z.`);
  return time;
}

/** The clock on the wall of this machine: what a time without a zone means to OpenSSH. */
export const localClock: LocalClock = (wallTime) => {
  const utc = new Date(wallTime);
  return new Date(
    utc.getUTCFullYear(),
    utc.getUTCMonth(),
    utc.getUTCDate(),
    utc.getUTCHours(),
    utc.getUTCMinutes(),
    utc.getUTCSeconds(),
  ).getTime();
};
