import { segmentsInOrder } from '../shared/bundle/bundle-layout.ts';
import type { BundleSource } from '../shared/bundle/bundle-source.ts';
import type { BundleObservation, ObservedLine } from '../shared/bundle/observation.ts';
import { type ObserveOptions, observeBundle, rootSizesOf } from '../shared/bundle/observe-bundle.ts';
import { createReadAheadScanner } from '../shared/bundle/read-ahead-scanner.ts';
import { CancelledError } from '../shared/bytes/errors.ts';
import { limits } from '../shared/bytes/limits.ts';
import { nodeDigests } from './platform/digests.ts';
import { openScanPool } from './platform/scan-threads.ts';
import type { CommandContext } from './run-command.ts';

interface ReadOptions {
  readonly onLine?: (member: string, line: ObservedLine) => void;
  /** Sizes at which heads are remembered. */
  readonly rootSizes?: readonly number[];
}

/** Reads a whole bundle once. Throws FormatError, or CancelledError when the person interrupts. */
export async function readBundle(
  source: BundleSource,
  { signal }: Pick<CommandContext, 'signal'>,
  { onLine, rootSizes = [] }: ReadOptions = {},
): Promise<BundleObservation> {
  const options: ObserveOptions = {
    limits,
    rootSizes,
    digests: nodeDigests,
    async onProgress() {
      // Reading from a cache never waits for anything: without this turn, an interrupt would not be heard.
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) throw new CancelledError();
    },
  };
  return onLine === undefined ? readByThreads(source, options) : readLineByLine(source, options, onLine);
}

function readLineByLine(
  source: BundleSource,
  options: ObserveOptions,
  onLine: NonNullable<ReadOptions['onLine']>,
): Promise<BundleObservation> {
  return observeBundle(source, {
    ...options,
    onLines: (member, lines) => {
      for (const line of lines) onLine(member, line);
    },
  });
}

async function readByThreads(source: BundleSource, options: ObserveOptions): Promise<BundleObservation> {
  const bytes = segmentsInOrder(source.members).reduce((sum, { size }) => sum + size, 0);
  const pool = openScanPool(bytes);
  try {
    const rootSizes = rootSizesOf(source.members, options.rootSizes);
    const openScanner = () => createReadAheadScanner(source, pool, { limits, rootSizes });
    return await observeBundle(source, { ...options, openScanner });
  } finally {
    pool.end();
  }
}
