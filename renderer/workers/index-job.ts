import type { EventMapping } from '../../shared/adapters/read-event.ts';
import type { PooledScan, ScanJob } from '../../shared/bundle/scan-pool.ts';
import { toHex } from '../../shared/bytes/hex.ts';
import { limits } from '../../shared/bytes/limits.ts';
import type { BatchDigests } from '../../shared/crypto/batch-digests.ts';
import type { IndexPart } from '../../shared/index/index-part.ts';
import type { ScanIntoParts } from '../../shared/index/scan-into-parts.ts';

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

/** Reads a segment once: what the checks need of it, and its index. */
export async function runIndexJob(
  { member, bytes, rootSizes, mapping, seed }: IndexJob,
  { digests, scanIntoParts }: SegmentReader,
): Promise<PooledScan<readonly IndexPart[]>> {
  // The platform digests a whole segment on a thread of its own, and with what the processor has for it. It takes a copy,
  // which is let go when this thread hears of the end: awaited behind the scan, one of each thread was there all the time.
  const sha256 = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
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

/** The memory of an index, which is moved to the other thread and not copied. */
export function memoryOf(parts: readonly IndexPart[]): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  for (const part of parts) visit(part, found);
  return [...found];
}

function visit(value: unknown, found: Set<ArrayBuffer>): void {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) visit(member, found);
  }
}
