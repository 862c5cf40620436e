import { segmentsInOrder } from '../shared/bundle/bundle-layout.ts';
import type { BundleSource } from '../shared/bundle/bundle-source.ts';
import type { BundleObservation } from '../shared/bundle/observation.ts';
import { CancelledError } from '../shared/bytes/errors.ts';
import { toHex } from '../shared/bytes/hex.ts';
import { batchDigestsOf } from '../shared/crypto/batch-digests.ts';
import { type IndexPart, lineCount } from '../shared/index/index-part.ts';
import { indexSegment } from '../shared/index/index-segment.ts';
import { observeIntoParts, type SegmentIndexing } from '../shared/index/observe-into-parts.ts';
import { portableScanIntoParts } from '../shared/index/scan-into-parts.ts';
import type { SourcePart } from '../shared/search/search-source.ts';
import { nodeDigests } from './platform/digests.ts';
import type { CommandContext } from './run-command.ts';

export interface IndexedBundle {
  readonly observation: BundleObservation;
  /** In the order of the bundle. */
  readonly parts: readonly SourcePart[];
}

/** Reads a whole bundle once and makes the same index of it that the window stores. */
export async function indexBundle(
  source: BundleSource,
  { signal, randomBytes }: Pick<CommandContext, 'signal' | 'randomBytes'>,
): Promise<IndexedBundle> {
  const made = new Map<string, IndexPart[]>();
  const observation = await observeIntoParts(source, {
    digests: nodeDigests,
    indexing: createIndexing(new DataView(randomBytes(4).buffer).getInt32(0)),
    rootSizes: [],
    async step() {
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) throw new CancelledError();
    },
    onSegments() {},
    async onParts(parts) {
      for (const part of parts) made.set(part.member, [...(made.get(part.member) ?? []), part]);
    },
    onEntries() {},
  });
  return { observation, parts: inOrder(source, made) };
}

/** Each segment is read here and now. */
function createIndexing(seed: number): SegmentIndexing {
  const reader = { digests: batchDigestsOf(nodeDigests), scanIntoParts: portableScanIntoParts };
  return {
    seed,
    poolFor: (mapping) => ({
      width: 1,
      scan: async (job) => {
        const digest = reader.digests.createSha256();
        digest.update(job.bytes);
        return indexSegment({ ...job, mapping, seed }, toHex(digest.digest()), reader);
      },
      end() {},
    }),
  };
}

function inOrder(
  source: BundleSource,
  made: ReadonlyMap<string, readonly IndexPart[]>,
): readonly SourcePart[] {
  let firstOrdinal = 0;
  return segmentsInOrder(source.members).flatMap(({ path }) =>
    (made.get(path) ?? []).map((part) => {
      const placed = { part, firstOrdinal };
      firstOrdinal += lineCount(part);
      return placed;
    }),
  );
}
