import type { BundleSource } from '../shared/bundle/bundle-source.ts';
import type { BundleObservation, ObservedLine } from '../shared/bundle/observation.ts';
import { observeBundle, rootSizesOf } from '../shared/bundle/observe-bundle.ts';
import { createSerialScanner } from '../shared/bundle/serial-scanner.ts';
import { CancelledError } from '../shared/bytes/errors.ts';
import { limits } from '../shared/bytes/limits.ts';
import { batchDigestsOf } from '../shared/crypto/batch-digests.ts';
import { nodeDigests } from './platform/digests.ts';
import type { CommandContext } from './run-command.ts';

interface ReadOptions {
  readonly onLine?: (member: string, line: ObservedLine) => void;
  /** Sizes at which heads are remembered. */
  readonly rootSizes?: readonly number[];
}

/** Reads a whole bundle once. Throws FormatError, or CancelledError when the person interrupts. */
export function readBundle(
  source: BundleSource,
  { signal }: Pick<CommandContext, 'signal'>,
  { onLine, rootSizes = [] }: ReadOptions = {},
): Promise<BundleObservation> {
  return observeBundle(source, {
    limits,
    rootSizes,
    digests: nodeDigests,
    ...(onLine === undefined
      ? { scanner: createSerialScanner(source, scanOptions(source, rootSizes)) }
      : {
          onLines: (member: string, lines: readonly ObservedLine[]) => {
            for (const line of lines) onLine(member, line);
          },
        }),
    async onProgress() {
      // Reading from a cache never waits for anything: without this turn, an interrupt would not be heard.
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) throw new CancelledError();
    },
  });
}

function scanOptions(source: BundleSource, rootSizes: readonly number[]) {
  return { limits, digests: batchDigestsOf(nodeDigests), rootSizes: rootSizesOf(source.members, rootSizes) };
}
