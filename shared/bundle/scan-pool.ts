import { toHex } from '../bytes/hex.ts';
import type { Limits } from '../bytes/limits.ts';
import type { BatchDigests } from '../crypto/batch-digests.ts';
import { scanSegment } from './scan-segment.ts';
import type { SegmentScan } from './segment-scan.ts';

/** A segment to be read by itself. Its memory may be moved to another thread: whoever hands it over has it no more. */
export interface ScanJob {
  readonly member: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly rootSizes: readonly number[];
}

/** Threads that read segments; what they make of them besides the scan is up to the program. */
export interface ScanPool<Made> {
  /** How many segments are read at a time. */
  readonly width: number;
  scan(job: ScanJob): Promise<PooledScan<Made>>;
  /** Stops the threads, and whatever they are at. */
  end(): void;
}

export interface PooledScan<Made> {
  /** Null for a segment that has too many lines to be read as a whole. */
  readonly read: { readonly scan: SegmentScan; readonly made: Made } | null;
  /** The memory of the job, given back for the next one; null when it was kept. */
  readonly memory: ArrayBuffer | null;
}

/** Reads a segment here and now. */
export function readScanJob(
  { member, bytes, rootSizes }: ScanJob,
  { limits, digests }: { readonly limits: Limits; readonly digests: BatchDigests },
): PooledScan<null> {
  const scanned = scanSegment(member, bytes, { limits, digests, rootSizes, sink: null });
  if (scanned === null) return { read: null, memory: bytes.buffer };
  const digest = digests.createSha256();
  digest.update(bytes);
  const { lines, run } = scanned;
  const scan = { size: bytes.length, sha256: toHex(digest.digest()), lines, run };
  return { read: { scan, made: null }, memory: bytes.buffer };
}

/** A pool without threads: each segment is read here and now. */
export function createSerialPool(limits: Limits, digests: BatchDigests): ScanPool<null> {
  return {
    width: 1,
    scan: async (job) => readScanJob(job, { limits, digests }),
    end() {},
  };
}
