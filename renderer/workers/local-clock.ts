import type { LocalClock } from '../../shared/trust/ssh-time.ts';

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
