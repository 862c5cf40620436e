import type { UnixMillis } from '../../../shared/bytes/units.ts';

/**
 * A moment as `2026-07-01 12:34:56.789 UTC`, whatever the zone and the language of this machine.
 * A number outside what a calendar date can hold is given as the number it is.
 */
export function formatTime(time: UnixMillis): string {
  if (!Number.isFinite(time) || Math.abs(time) > 8.64e15) return `${time} ms since 1970 UTC`;
  return `${new Date(time).toISOString().replace('T', ' ').replace('Z', '')} UTC`;
}
