import type { PooledScan } from '../../shared/bundle/scan-pool.ts';
import { toHex } from '../../shared/bytes/hex.ts';
import type { IndexPart } from '../../shared/index/index-part.ts';
import { type IndexJob, indexSegment, type SegmentReader } from '../../shared/index/index-segment.ts';

/** Reads a segment once: what the checks need of it, and its index. */
export async function runIndexJob(
  job: IndexJob,
  reader: SegmentReader,
): Promise<PooledScan<readonly IndexPart[]>> {
  // The platform digests a whole segment on a thread of its own, and with what the processor has for it. It takes a copy,
  // which is let go when this thread hears of the end: awaited behind the scan, one of each thread was there all the time.
  const sha256 = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', job.bytes)));
  return indexSegment(job, sha256, reader);
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
