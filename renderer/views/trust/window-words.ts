import type { KeyWindow } from '../../../shared/case/trust-file.ts';
import { trustText } from '../../text/trust.ts';
import { formatTime } from '../common/format-time.ts';

/** When a key counts, in words. */
export function windowWords({ validAfter, validBefore }: KeyWindow): string {
  if (validAfter === null && validBefore === null) return trustText.always;
  if (validAfter === null) return trustText.until(formatTime(validBefore ?? 0));
  if (validBefore === null) return trustText.from(formatTime(validAfter));
  return trustText.fromUntil(formatTime(validAfter), formatTime(validBefore));
}
