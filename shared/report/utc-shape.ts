import { parseUtcTime, renderUtcTime } from '../adapters/utc-time.ts';
import { textLike } from '../json/shape.ts';

/** RFC 3339 with milliseconds in UTC, in its one spelling. */
export const utcText = textLike(
  '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$',
  'a time such as 2026-07-01T00:00:00.000Z',
  (spelled) => {
    const time = parseUtcTime(spelled);
    return time !== null && renderUtcTime(time) === spelled;
  },
);
