import type { EventMapping } from '../adapters/read-event.ts';
import type { BundleSource } from '../bundle/bundle-source.ts';
import type { BundleObservation } from '../bundle/observation.ts';
import { observeBundle, rootSizesOf } from '../bundle/observe-bundle.ts';
import { createReadAheadScanner } from '../bundle/read-ahead-scanner.ts';
import type { ScanPool } from '../bundle/scan-pool.ts';
import { limits } from '../bytes/limits.ts';
import type { DigestEngine } from '../crypto/digest.ts';
import type { IndexPart } from './index-part.ts';
import type { PartOptions } from './part-builder.ts';
import { StreamedParts } from './streamed-parts.ts';

/** What reads and indexes segments by themselves. */
export interface SegmentIndexing {
  /** See `TextTableBuilder`. */
  readonly seed: number;
  /** For a bundle with this mapping. */
  poolFor(mapping: EventMapping): ScanPool<readonly IndexPart[]>;
}

interface IndexingOptions {
  readonly digests: DigestEngine;
  readonly indexing: SegmentIndexing;
  /** Called often, between two small pieces of work. Whatever it throws ends the reading. */
  step(): Promise<void>;
  /** Sizes at which heads are remembered. */
  readonly rootSizes: readonly number[];
  /** Called once, when everything but the segments was read. */
  onSegments(): void;
  /** Takes the parts of each segment, in any order of segments; those of one segment come in order. */
  onParts(parts: readonly IndexPart[]): Promise<void>;
  onEntries(entries: number, rejects: number): void;
}

/**
 * Reads a bundle once and indexes it on the way: an import stores the parts, a reopened case compares them with what is
 * stored, the command line searches them. One path, so all see the same lines. Throws as `observeBundle` does.
 */
export async function observeIntoParts(
  source: BundleSource,
  options: IndexingOptions,
): Promise<BundleObservation> {
  const { digests, indexing, rootSizes, onParts } = options;
  const scanned = new Set<string>();
  let streamed: { readonly member: string; readonly parts: StreamedParts } | null = null;
  let partOptions: PartOptions | null = null;

  async function finishStreamed(): Promise<void> {
    const parts = streamed?.parts.finish() ?? [];
    streamed = null;
    if (parts.length > 0) await onParts(parts);
  }

  const observation = await observeBundle(source, {
    limits,
    rootSizes,
    digests,
    openScanner: ({ mapping }) => {
      options.onSegments();
      partOptions = { mapping, seed: indexing.seed, jsonDepth: limits.jsonDepth };
      return createReadAheadScanner(source, indexing.poolFor(mapping), {
        limits,
        rootSizes: rootSizesOf(source.members, rootSizes),
        onMade: async (member, parts) => {
          scanned.add(member);
          await onParts(parts);
        },
      });
    },
    onLines: async (member, lines) => {
      // What was scanned has its index already, also when its lines are read once more to say what is wrong.
      if (scanned.has(member) || partOptions === null) return;
      if (streamed?.member !== member) {
        await finishStreamed();
        streamed = { member, parts: new StreamedParts(member, partOptions) };
      }
      const parts = streamed.parts.add(lines);
      if (parts.length > 0) await onParts(parts);
      await options.step();
    },
    onProgress: async (_bytes, entries, rejects) => {
      options.onEntries(entries, rejects);
      await options.step();
    },
  });
  await finishStreamed();
  return observation;
}
