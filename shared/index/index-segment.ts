import type { EventMapping } from '../adapters/read-event.ts';
import type { PooledScan, ScanJob } from '../bundle/scan-pool.ts';
import { limits } from '../bytes/limits.ts';
import type { DigestHex } from '../bytes/units.ts';
import type { BatchDigests } from '../crypto/batch-digests.ts';
import type { IndexPart } from './index-part.ts';
import type { ScanIntoParts } from './scan-into-parts.ts';

/** A segment that is to be read and indexed. */
export interface IndexJob extends ScanJob {
  readonly mapping: EventMapping;
  /** See `TextTableBuilder`. */
  readonly seed: number;
}

/** What reads segments, and what digests their lines. */
export interface SegmentReader {
  readonly digests: BatchDigests;
  readonly scanIntoParts: ScanIntoParts;
}

/** Reads a segment once: what the checks need of it, and its index. Its own digest is taken by who has the fastest way. */
export function indexSegment(
  { member, bytes, rootSizes, mapping, seed }: IndexJob,
  sha256: DigestHex,
  { digests, scanIntoParts }: SegmentReader,
): PooledScan<readonly IndexPart[]> {
  const read = scanIntoParts({
    member,
    bytes,
    scan: { limits, digests, rootSizes },
    parts: { mapping, seed, jsonDepth: limits.jsonDepth },
  });
  const memory = bytes.buffer;
  if (read === null) return { read: null, memory };
  const { lines, run } = read.scanned;
  return { read: { scan: { size: bytes.length, sha256, lines, run }, made: read.parts }, memory };
}
