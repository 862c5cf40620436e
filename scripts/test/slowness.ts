const { VOUCH_SLOW } = process.env;

/** How many times slower than this machine the windows of tests are made: 1, unless `VOUCH_SLOW` says otherwise. */
export const slowness = Math.max(1, Number(VOUCH_SLOW ?? 1));

/** A time in milliseconds that a test allows, on the machine that is pretended. */
export function allowed(millis: number): number {
  return millis * slowness;
}
