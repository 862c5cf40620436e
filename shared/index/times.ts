import type { UnixMillis } from '../bytes/units.ts';

/** The times of lines, as milliseconds after the earliest one where that fits, which for the lines of weeks it does. */
export interface Times {
  readonly base: UnixMillis;
  readonly values: Uint32Array | Float64Array;
}

const noTime = 0xffffffff;

/** Null for a line that states no time, and for one that there is not. */
export function timeAt({ base, values }: Times, index: number): UnixMillis | null {
  const value = values[index];
  if (value === undefined || Number.isNaN(value)) return null;
  if (values instanceof Float64Array) return value;
  return value === noTime ? null : base + value;
}

/** From one number a line, NaN where the line states no time. */
export function toTimes(times: Float64Array): Times {
  let earliest = Number.POSITIVE_INFINITY;
  let latest = Number.NEGATIVE_INFINITY;
  for (const time of times) {
    if (time < earliest) earliest = time;
    if (time > latest) latest = time;
  }
  if (latest - earliest >= noTime) return { base: 0, values: times.slice() };
  const base = Number.isFinite(earliest) ? earliest : 0;
  const values = new Uint32Array(times.length);
  for (let index = 0; index < times.length; index++) {
    const time = times[index] ?? Number.NaN;
    values[index] = Number.isNaN(time) ? noTime : time - base;
  }
  return { base, values };
}
