import type { BundleSource } from '../../shared/bundle/bundle-source.ts';
import type { Descriptor } from '../../shared/bundle/descriptor.ts';
import type { BundleObservation } from '../../shared/bundle/observation.ts';
import { observeBundle, rootSizesOf } from '../../shared/bundle/observe-bundle.ts';
import { createReadAheadScanner } from '../../shared/bundle/read-ahead-scanner.ts';
import { limits } from '../../shared/bytes/limits.ts';
import type { IndexPart } from '../../shared/index/index-part.ts';
import type { PartOptions } from '../../shared/index/part-builder.ts';
import { StreamedParts } from '../../shared/index/streamed-parts.ts';
import type { Pace } from './pace.ts';
import type { WorkerPlatform } from './worker-platform.ts';

interface IndexingOptions {
  readonly platform: Pick<WorkerPlatform, 'digests' | 'indexThreads'>;
  readonly pace: Pace;
  /** Sizes at which heads are remembered. */
  readonly rootSizes: readonly number[];
  /** Called once, when everything but the segments was read. */
  onSegments(): void;
  /** Takes the parts of each segment, in any order of segments; those of one segment come in order. */
  onParts(parts: readonly IndexPart[]): Promise<void>;
  onEntries(entries: number, rejects: number): void;
}

/**
 * Reads a bundle once and indexes it on the way: an import stores the parts, a reopened case compares them
 * with what is stored. One path, so both see the same lines.
 */
export async function observeIntoParts(
  source: BundleSource,
  options: IndexingOptions,
): Promise<BundleObservation> {
  const { platform, pace, rootSizes, onParts } = options;
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
    digests: platform.digests,
    openScanner: (descriptor) => {
      options.onSegments();
      partOptions = toPartOptions(descriptor, platform.indexThreads.seed);
      return createReadAheadScanner(source, platform.indexThreads.poolFor(descriptor.mapping), {
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
      await pace.step();
    },
    onProgress: async (_bytes, entries, rejects) => {
      options.onEntries(entries, rejects);
      await pace.step();
    },
  });
  await finishStreamed();
  return observation;
}

function toPartOptions({ mapping }: Descriptor, seed: number): PartOptions {
  return { mapping, seed, jsonDepth: limits.jsonDepth };
}
