import type { Progress, ReadingRate } from '../../shared/contract/case-protocol.ts';

/** How far some work was at a moment of the clock that nobody can set. */
interface Sample {
  readonly at: number;
  readonly bytesDone: number;
  readonly entries: number;
}

export interface RateMeter {
  /** Null until the work has been watched for a second without a break. */
  take(now: number, progress: Omit<Progress, 'rate'>): ReadingRate | null;
}

/** The rate is that of the last three seconds: bytes are counted in windows of 8 MiB, so a shorter look would leap. */
const smoothedMillis = 3_000;
/** Before that, the first window alone would decide. */
const watchedMillis = 1_000;
/** A rate is steady when it stayed within these bounds of itself for a second. */
const steadyMillis = 1_000;
const steadyRatio = 1.25;
/** So long without a report means that the machine slept, or that a medium hung: what lies before it says nothing. */
const breakMillis = 30_000;

/** Measures one piece of work after another; it starts afresh with each stage, bundle, step back or break. */
export function createRateMeter(): RateMeter {
  let work = '';
  let samples: readonly Sample[] = [];
  let speeds: readonly { readonly at: number; readonly speed: number }[] = [];

  return {
    take(now, { stage, bundleId, bytesDone, bytesTotal, entries }) {
      const name = `${stage} ${bundleId ?? ''} ${bytesTotal}`;
      const last = samples.at(-1);
      if (last !== undefined && (name !== work || isBreak(last, { at: now, bytesDone, entries }))) {
        samples = [];
        speeds = [];
      }
      work = name;
      samples = since(now - smoothedMillis, [...samples, { at: now, bytesDone, entries }]);
      const [first] = samples;
      const seconds = first === undefined ? 0 : (now - first.at) / 1_000;
      if (first === undefined || seconds * 1_000 < watchedMillis) return null;
      const bytesPerSecond = (bytesDone - first.bytesDone) / seconds;
      speeds = since(now - steadyMillis, [...speeds, { at: now, speed: bytesPerSecond }]);
      const bytesLeft = bytesTotal - bytesDone;
      return {
        bytesPerSecond,
        entriesPerSecond: (entries - first.entries) / seconds,
        secondsLeft: bytesLeft > 0 && isSteady(now, speeds) ? bytesLeft / bytesPerSecond : null,
      };
    },
  };
}

/** A count that falls is other work: a file that is digested first is read once more. */
function isBreak(last: Sample, next: Sample): boolean {
  const pause = next.at - last.at;
  return pause < 0 || pause > breakMillis || next.bytesDone < last.bytesDone || next.entries < last.entries;
}

/** What happened since a moment, and the last before it: two reports that lie far apart still span a time. */
function since<Item extends { readonly at: number }>(moment: number, items: readonly Item[]) {
  const from = items.findLastIndex(({ at }) => at <= moment);
  return items.slice(Math.max(0, from));
}

function isSteady(now: number, speeds: readonly { readonly at: number; readonly speed: number }[]): boolean {
  const [first] = speeds;
  if (first === undefined || now - first.at < steadyMillis) return false;
  const all = speeds.map(({ speed }) => speed);
  const slowest = Math.min(...all);
  return slowest > 0 && Math.max(...all) <= slowest * steadyRatio;
}
