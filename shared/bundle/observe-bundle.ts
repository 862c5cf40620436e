import type { Limits } from '../bytes/limits.ts';
import type { BundleSource } from './bundle-source.ts';
import type { BundleObservation, ObservedLine } from './observation.ts';

export interface ObserveOptions {
  readonly limits: Limits;
  /** Called for each run of consecutive lines of one segment, in order. The bytes stay valid. */
  onLines(member: string, lines: readonly ObservedLine[]): Promise<void> | void;
  /** Called after each run; throws CancelledError to stop. */
  onProgress(bytesDone: number, entries: number): void;
}

/** Reads a bundle once, from start to end. Throws FormatError only when it is not a readable EVB/1 bundle at all. */
export async function observeBundle(
  _source: BundleSource,
  _options: ObserveOptions,
): Promise<BundleObservation> {
  throw new Error('not yet');
}
