import type { Histogram } from '../../../../shared/contract/search-protocol.ts';
import { histogramText } from '../../../text/histogram.ts';
import type { BucketRun } from './bars.ts';

/** The bars that a person points at. */
export interface PointedBars {
  readonly histogram: Histogram;
  readonly run: BucketRun;
  readonly isChoice: boolean;
}

/** `12 of 3,400 lines`, over all buckets of a run. */
export function readingOf({ counts, searched }: Histogram, { first, end }: BucketRun): string {
  const sum = (numbers: readonly number[]) =>
    numbers.slice(first, end).reduce((total, count) => total + count, 0);
  return histogramText.reading(sum(counts), sum(searched));
}
