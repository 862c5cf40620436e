import { expect, test } from 'vitest';
import { createPace } from '../../../renderer/workers/pace.ts';
import { createRateMeter } from '../../../renderer/workers/rate-meter.ts';
import type { Progress, ReadingRate } from '../../../shared/contract/case-protocol.ts';

const total = 100_000_000;
const at = (bytesDone: number, entries = 0) =>
  ({ stage: 'reading', bytesDone, bytesTotal: total, entries }) as const;

/** Ten reports a second, from a moment on, of work that goes on at one speed. */
function steadyWork(meter: ReturnType<typeof createRateMeter>, from: number, millis: number, done = 0) {
  let rate: ReadingRate | null = null;
  for (let passed = 0; passed <= millis; passed += 100) {
    rate = meter.take(from + passed, at(done + passed * 10_000, passed * 20));
  }
  return rate;
}

test('nothing is said of the speed before a second has been watched', () => {
  expect(steadyWork(createRateMeter(), 0, 900)).toBeNull();
});

test('a steady reading is told in bytes, entries and seconds left', () => {
  // 10 MB and 20,000 entries a second; after two seconds 80 MB are left.
  expect(steadyWork(createRateMeter(), 5_000, 2_000)).toEqual({
    bytesPerSecond: 10_000_000,
    entriesPerSecond: 20_000,
    secondsLeft: 8,
  });
});

test('the time left is not guessed before the speed has been steady for a second', () => {
  expect(steadyWork(createRateMeter(), 0, 1_500)?.secondsLeft).toBeNull();
});

test('a speed that falls to a fifth takes the time left away until it is steady again', () => {
  const meter = createRateMeter();
  steadyWork(meter, 0, 3_000);
  const seen: (number | null)[] = [];
  for (let passed = 100; passed <= 6_000; passed += 100) {
    const rate = meter.take(3_000 + passed, at(30_000_000 + passed * 2_000));
    seen.push(rate === null ? null : rate.secondsLeft);
  }
  expect(seen.includes(null)).toBe(true);
  // 42 MB are done, so 58 MB at 2 MB a second.
  expect(seen.at(-1)).toBeCloseTo(29, 6);
});

test('a machine that slept for an hour is no slow medium: the speed is measured anew', () => {
  const meter = createRateMeter();
  steadyWork(meter, 0, 3_000);
  const woken = 3_000 + 3_600_000;
  expect(meter.take(woken, at(30_100_000))).toBeNull();
  expect(steadyWork(meter, woken + 100, 3_000, 30_100_000)?.bytesPerSecond).toBeCloseTo(10_000_000, 0);
});

test('a clock that leaps without progress gives neither an endless nor a negative time', () => {
  const meter = createRateMeter();
  steadyWork(meter, 0, 3_000);
  expect(meter.take(2_000, at(30_000_000))).toBeNull();
  for (let passed = 0; passed <= 5_000; passed += 100) {
    const rate = meter.take(2_100 + passed, at(30_000_000));
    expect(rate === null || rate.secondsLeft === null).toBe(true);
  }
});

test('a second pass over the same file does not count the bytes of the first', () => {
  const meter = createRateMeter();
  steadyWork(meter, 0, 3_000);
  expect(meter.take(3_100, at(0))).toBeNull();
});

test('the next bundle starts with a speed of its own', () => {
  const meter = createRateMeter();
  steadyWork(meter, 0, 3_000);
  expect(meter.take(3_100, { ...at(40_000_000), bundleId: 'b' })).toBeNull();
});

test('reports that come every four seconds from a slow medium still give a speed', () => {
  const meter = createRateMeter();
  const rates = [0, 1, 2, 3].map((window) => meter.take(window * 4_000, at(window * 8_000_000)));
  expect(rates.at(-1)?.bytesPerSecond).toBe(2_000_000);
  // 24 MB are done.
  expect(rates.at(-1)?.secondsLeft).toBe(38);
});

test('everything read leaves no time to guess', () => {
  const meter = createRateMeter();
  for (let passed = 0; passed < 3_000; passed += 100) meter.take(passed, at(passed * 10_000));
  expect(meter.take(3_000, at(total))?.secondsLeft).toBeNull();
});

test('the window hears of progress at most ten times a second, with the speed', async () => {
  let clock = 0;
  const heard: Progress[] = [];
  const platform = { elapsed: () => clock, pause: async () => {} };
  const pace = createPace(platform, new AbortController().signal, (progress) => heard.push(progress));
  for (; clock < 3_000; clock += 1) pace.report(at(clock * 10_000));
  expect(heard.length).toBe(30);
  expect(heard.at(-1)?.rate?.bytesPerSecond).toBeCloseTo(10_000_000, 0);
});
