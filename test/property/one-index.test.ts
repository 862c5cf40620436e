import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { indexBundle } from '../../cli/index-bundle.ts';
import { createLocalIndexing } from '../../renderer/workers/index-threads.ts';
import { workerDigests } from '../../renderer/workers/worker-digests.ts';
import { workerSegmentReader } from '../../renderer/workers/worker-segment-reader.ts';
import { segmentsInOrder } from '../../shared/bundle/bundle-layout.ts';
import type { BundleSource } from '../../shared/bundle/bundle-source.ts';
import { concatBytes } from '../../shared/bytes/concat.ts';
import { limits } from '../../shared/bytes/limits.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { firstDifference } from '../../shared/index/compare-parts.ts';
import type { IndexPart } from '../../shared/index/index-part.ts';
import { observeIntoParts } from '../../shared/index/observe-into-parts.ts';
import { anyLine, anyMapping } from '../support/any-lines.ts';
import { editDescriptor, folderOf, type Members, sealSmall, segmentPath } from '../support/bundle-builder.ts';

const seed = 12_345;
let bundles: readonly Members[];
beforeAll(async () => {
  const first = await sealSmall({ entries: 12, commitsEmail: true });
  const later = await sealSmall({ entries: 12, continues: first.end });
  bundles = [first.members, later.members];
});

/** Null for a segment as it was sealed. */
const anySegment = fc.option(
  fc
    .record({ lines: fc.array(anyLine, { maxLength: 12 }), isEnded: fc.boolean() })
    .map(({ lines, isEnded }) => {
      const bytes = concatBytes(lines.flatMap((line) => [line, encodeUtf8('\n')]));
      return isEnded ? bytes : bytes.subarray(0, -1);
    }),
);
const anyBundle = fc.record({
  which: fc.nat({ max: 1 }),
  mapping: fc.option(anyMapping),
  segments: fc.array(anySegment, { minLength: 3, maxLength: 3 }),
  /** Of each segment, whether it says that it is too large to be held. */
  isLarge: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
});

function sourceOf({
  which,
  mapping,
  segments,
  isLarge,
}: typeof anyBundle extends fc.Arbitrary<infer Value> ? Value : never): BundleSource {
  const sealed = bundles[which] ?? new Map();
  const members = new Map(mapping === null ? sealed : editDescriptor(sealed, { mapping }));
  const large = new Set<string>();
  for (const [index, bytes] of segments.entries()) {
    const path = segmentPath(which * 12 + index * 4);
    if (bytes !== null) members.set(path, bytes);
    if (isLarge[index] === true) large.add(path);
  }
  const source = folderOf(members);
  const sizeOf = (path: string, size: number) => (large.has(path) ? limits.scannedSegmentBytes + 1 : size);
  return { ...source, members: source.members.map(({ path, size }) => ({ path, size: sizeOf(path, size) })) };
}

async function partsOfWindow(source: BundleSource): Promise<readonly IndexPart[]> {
  const made: IndexPart[] = [];
  await observeIntoParts(source, {
    digests: workerDigests,
    indexing: createLocalIndexing(workerSegmentReader, seed),
    step: async () => {},
    rootSizes: [],
    onSegments: () => {},
    onParts: async (parts) => void made.push(...parts),
    onEntries: () => {},
  });
  return segmentsInOrder(source.members).flatMap(({ path }) => made.filter(({ member }) => member === path));
}

async function partsOfCommandLine(source: BundleSource): Promise<readonly IndexPart[]> {
  const { signal } = new AbortController();
  const randomBytes = (count: number) => {
    const bytes = new Uint8Array(count);
    new DataView(bytes.buffer).setInt32(0, seed);
    return bytes;
  };
  return (await indexBundle(source, { signal, randomBytes })).parts.map(({ part }) => part);
}

describe('The command line', () => {
  it('makes the index of any bundle that the window makes of it', async () => {
    const found = { parts: 0, streamed: 0 };
    await fc.assert(
      fc.asyncProperty(anyBundle, async (order) => {
        const source = sourceOf(order);
        const window = await partsOfWindow(source);
        const commandLine = await partsOfCommandLine(source);
        expect(commandLine.map(({ member }) => member)).toEqual(window.map(({ member }) => member));
        for (const [index, part] of window.entries()) {
          expect(firstDifference(part, commandLine[index] ?? part), part.member).toBeNull();
        }
        found.parts += window.length;
        found.streamed += order.isLarge.filter(Boolean).length;
      }),
      { numRuns: 200 },
    );
    expect(found.parts).toBeGreaterThan(300);
    expect(found.streamed).toBeGreaterThan(100);
  });
});
