import { parseUtcTime, renderUtcTime } from '../adapters/utc-time.ts';
import type { UnixMillis } from '../bytes/units.ts';

/** Gives the moment at which a clock on the wall here shows what a clock in UTC shows at `wallTime`. */
export type LocalClock = (wallTime: UnixMillis) => UnixMillis;

const pattern = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(Z|UTC)?$/i;

/**
 * Reads `YYYYMMDD`, `YYYYMMDDHHMM` or `YYYYMMDDHHMMSS`, in UTC with a final `Z` or `UTC`, otherwise by the given clock.
 * Null for everything else, for a day that does not exist, and before 1970, which OpenSSH cannot express.
 */
export function parseSshTime(text: string, clock: LocalClock): UnixMillis | null {
  const [, year, month, day, hour = '00', minute = '00', second = '00', zone] = pattern.exec(text) ?? [];
  const wallTime = parseUtcTime(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (wallTime === null) return null;
  const time = zone === undefined ? clock(wallTime) : wallTime;
  return time < 0 ? null : time;
}

/** The same moment as OpenSSH reads it, in UTC. What is less than a second is cut off, as OpenSSH has no room for it. */
export function renderSshTime(time: UnixMillis): string {
  return `${renderUtcTime(time).slice(0, 'YYYY-MM-DDThh:mm:ss'.length).replace(/[-T:]/g, '')}Z`;
}
