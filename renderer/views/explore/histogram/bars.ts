import type { Histogram } from '../../../../shared/contract/search-protocol.ts';
import type { TimeRange } from './bucket-time.ts';

/** What is drawn of a histogram. Lengths are in the units of a drawing that is one unit wide for each bucket. */
export interface Bars {
  readonly count: number;
  /** An outline of all bars of the result, and one of the ground that shows all searched lines. */
  readonly found: string;
  readonly searched: string;
  /** Runs of buckets in which no bundle has any line: nothing can be found there. */
  readonly gaps: readonly BucketRun[];
  readonly foundPeak: number;
  readonly searchedPeak: number;
}

/** Buckets from `first` to before `end`. */
export interface BucketRun {
  readonly first: number;
  readonly end: number;
}

/** One line among a million must still be seen. */
const leastHeight = 2;

/**
 * Found lines and all lines have a scale each, as both peaks are printed: on one scale a search that finds one line in a
 * thousand would draw nothing. Where everything is found the two are the same.
 */
export function barsOf({ counts, searched }: Histogram, height: number): Bars {
  const foundPeak = peakOf(counts);
  const searchedPeak = peakOf(searched);
  return {
    count: counts.length,
    found: outline(counts, foundPeak, height),
    searched: outline(searched, searchedPeak, height),
    gaps: runsWithout(searched),
    foundPeak,
    searchedPeak,
  };
}

/** The piece of time that a run of buckets covers. */
export function timeOf({ start, width }: Histogram, { first, end }: BucketRun): TimeRange {
  return { from: start + first * width, before: start + end * width };
}

/** The bucket at a place from 0 to 1 of the drawing. */
export function bucketAt(place: number, buckets: number): number {
  return Math.max(0, Math.min(buckets - 1, Math.floor(place * buckets)));
}

/** Both ends belong to it, in whichever direction it was drawn. */
export function runBetween(one: number, other: number): BucketRun {
  return { first: Math.min(one, other), end: Math.max(one, other) + 1 };
}

function peakOf(counts: readonly number[]): number {
  return counts.reduce((peak, count) => Math.max(peak, count), 0);
}

/** One path instead of a node for each bar: a keystroke draws it anew. */
function outline(counts: readonly number[], peak: number, height: number): string {
  let path = '';
  for (const [index, value] of counts.entries()) {
    if (value === 0) continue;
    const bar = Math.max(leastHeight, (value / peak) * height);
    path += `M${index} ${height}V${round(height - bar)}H${index + 1}V${height}Z`;
  }
  return path;
}

function round(length: number): number {
  return Math.round(length * 100) / 100;
}

function runsWithout(counts: readonly number[]): readonly BucketRun[] {
  const runs: BucketRun[] = [];
  let first: number | null = null;
  for (const [index, count] of [...counts, 1].entries()) {
    if (count === 0) first ??= index;
    else if (first !== null) {
      runs.push({ first, end: index });
      first = null;
    }
  }
  return runs;
}
