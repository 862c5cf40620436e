import { toHex } from '../bytes/hex.ts';
import type { Limits } from '../bytes/limits.ts';
import type { BatchDigests } from '../crypto/batch-digests.ts';
import { type LineSink, type ScannedLines, scanSegment } from './scan-segment.ts';
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
  readonly scan: SegmentScan;
  readonly made: Made;
  /** The memory of the job, given back for the next one; null when it was kept. */
  readonly memory: ArrayBuffer | null;
}

/** What every thread of a pool does with a job. */
export function runScanJob(
  { member, bytes, rootSizes }: ScanJob,
  {
    limits,
    digests,
    sink,
  }: { readonly limits: Limits; readonly digests: BatchDigests; readonly sink: LineSink | null },
): { readonly scan: SegmentScan; readonly scanned: ScannedLines } {
  const digest = digests.createSha256();
  digest.update(bytes);
  const scanned = scanSegment(member, bytes, { limits, digests, rootSizes, sink });
  const { lines, run } = scanned;
  return { scan: { size: bytes.length, sha256: toHex(digest.digest()), lines, run }, scanned };
}

/** A pool without threads: each segment is read here and now. */
export function createSerialPool(limits: Limits, digests: BatchDigests): ScanPool<null> {
  return {
    width: 1,
    scan: async (job) => ({
      scan: runScanJob(job, { limits, digests, sink: null }).scan,
      made: null,
      memory: job.bytes.buffer,
    }),
    end() {},
  };
}
