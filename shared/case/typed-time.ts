import { parseUtcTime } from '../adapters/utc-time.ts';
import type { UnixMillis } from '../bytes/units.ts';

const oneDay = 86_400_000;

/**
 * A moment as a person types it, in UTC: `2026-07-01`, `2026-07-01 12:30`, with seconds, with a final `Z` or `UTC`.
 * A day without a time is meant whole: it begins at its first moment and ends at its last. Null for everything else.
 */
export function parseTypedTime(typed: string, dayMeans: 'its-start' | 'its-end'): UnixMillis | null {
  const text = typed
    .trim()
    .replace(/\s*(?:Z|UTC)$/i, '')
    .replace(/\s+/g, 'T');
  const [, day, minute, rest] =
    /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d(?:\.\d{1,3})?)?)?$/i.exec(text) ?? [];
  if (day === undefined) return null;
  if (minute !== undefined) return parseUtcTime(`${day}T${minute}${rest ?? ':00'}Z`);
  const start = parseUtcTime(`${day}T00:00:00Z`);
  return start === null || dayMeans === 'its-start' ? start : start + oneDay - 1;
}
