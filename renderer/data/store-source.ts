import type { BundleSource } from '../../shared/bundle/bundle-source.ts';
import { lineCount } from '../../shared/index/block.ts';
import { loadBlockAt } from './block-store.ts';
import type { CaseDatabase } from './database.ts';
import type { BundleRow, SegmentPlace } from './stored-rows.ts';

/**
 * A stored bundle as the members that arrived, for the same code that verified the delivered file.
 * It gives back whatever is stored now: bytes that are missing or changed show in the digests, not as an error here.
 */
export function openStoredBundle(database: CaseDatabase, bundle: BundleRow): BundleSource {
  const segments = new Map(bundle.segments.map((segment) => [segment.path, segment]));
  return {
    name: bundle.receipt.fileName,
    kind: 'store',
    members: bundle.receipt.members.map(({ path, bytes }) => ({ path, size: bytes })),
    open: (path) => {
      const segment = segments.get(path);
      return segment === undefined
        ? streamMember(database, bundle.bundleId, path)
        : streamSegment(database, bundle.bundleId, segment);
    },
  };
}

async function* streamSegment(
  database: CaseDatabase,
  bundleId: string,
  { path, firstOrdinal, lines }: SegmentPlace,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (let next = firstOrdinal; next < firstOrdinal + lines; ) {
    const block = await loadBlockAt(database, bundleId, next);
    // A hole ends the segment here: the rest of it cannot be said to be in its place.
    if (block === null || block.member !== path) return;
    yield block.raw;
    next = block.firstOrdinal + lineCount(block);
  }
}

async function* streamMember(
  database: CaseDatabase,
  bundleId: string,
  path: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (let part = 0; ; part++) {
    const row = await database.members.get([bundleId, path, part]);
    if (row === undefined) return;
    yield row.bytes;
  }
}
