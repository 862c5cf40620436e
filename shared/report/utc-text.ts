import { renderUtcTime } from '../adapters/utc-time.ts';
import type { UnixMillis } from '../bytes/units.ts';
import type { UtcText } from './record.ts';

/** A time as a record spells it; null stays null. */
export function toUtcText(time: UnixMillis): UtcText;
export function toUtcText(time: UnixMillis | null): UtcText | null;
export function toUtcText(time: UnixMillis | null): UtcText | null {
  return time === null ? null : renderUtcTime(time);
}
