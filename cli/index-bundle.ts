import { segmentsInOrder } from '../shared/bundle/bundle-layout.ts';
import type { BundleSource } from '../shared/bundle/bundle-source.ts';
import type { BundleObservation } from '../shared/bundle/observation.ts';
import { observeBundle } from '../shared/bundle/observe-bundle.ts';
import { createReadAheadScanner } from '../shared/bundle/read-ahead-scanner.ts';
import type { ScanPool } from '../shared/bundle/scan-pool.ts';
import { scanSegment } from '../shared/bundle/scan-segment.ts';
import { CancelledError } from '../shared/bytes/errors.ts';
import { toHex } from '../shared/bytes/hex.ts';
import { limits } from '../shared/bytes/limits.ts';
import { batchDigestsOf } from '../shared/crypto/batch-digests.ts';
import { type IndexPart, lineCount } from '../shared/index/index-part.ts';
import { PartBuilder, type PartOptions } from '../shared/index/part-builder.ts';
import { StreamedParts } from '../shared/index/streamed-parts.ts';
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
  const seed = new DataView(randomBytes(4).buffer).getInt32(0);
  const made = new Map<string, readonly IndexPart[]>();
  let options: PartOptions | null = null;
  let streamed: { readonly member: string; readonly parts: StreamedParts } | null = null;
  const keep = (member: string, parts: readonly IndexPart[]) =>
    made.set(member, [...(made.get(member) ?? []), ...parts]);
  const finishStreamed = () => {
    if (streamed !== null) keep(streamed.member, streamed.parts.finish());
    streamed = null;
  };
  const observation = await observeBundle(source, {
    limits,
    rootSizes: [],
    digests: nodeDigests,
    openScanner: ({ mapping }) => {
      options = { mapping, seed, jsonDepth: limits.jsonDepth };
      return createReadAheadScanner(source, createIndexPool(options), {
        limits,
        rootSizes: [],
        onMade: async (member, parts) => {
          made.set(member, parts);
        },
      });
    },
    onLines: async (member, lines) => {
      // What was scanned as a whole has its index already, also when its lines are read once more to be named.
      if (options === null || (made.has(member) && streamed?.member !== member)) return;
      if (streamed?.member !== member) {
        finishStreamed();
        streamed = { member, parts: new StreamedParts(member, options) };
      }
      keep(member, streamed.parts.add(lines));
    },
    async onProgress() {
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) throw new CancelledError();
    },
  });
  finishStreamed();
  return { observation, parts: inOrder(source, made) };
}

function createIndexPool(options: PartOptions): ScanPool<readonly IndexPart[]> {
  const digests = batchDigestsOf(nodeDigests);
  return {
    width: 1,
    scan: async ({ member, bytes, rootSizes }) => {
      const sink = new PartBuilder(member, options);
      const scanned = scanSegment(member, bytes, { limits, digests, rootSizes, sink });
      if (scanned === null) return { read: null, memory: bytes.buffer };
      const { lines, starts, run } = scanned;
      const digest = digests.createSha256();
      digest.update(bytes);
      const scan = { size: bytes.length, sha256: toHex(digest.digest()), lines, run };
      return { read: { scan, made: sink.build(starts) }, memory: bytes.buffer };
    },
    end() {},
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
