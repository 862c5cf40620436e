import { concatBytes } from '../bytes/concat.ts';
import { toHex } from '../bytes/hex.ts';
import type { Limits } from '../bytes/limits.ts';
import type { BatchDigests } from '../crypto/batch-digests.ts';
import type { BundleMember, BundleSource } from './bundle-source.ts';
import { scanSegment } from './scan-segment.ts';
import type { SegmentScan, SegmentScanner } from './segment-scan.ts';

interface SerialScannerOptions {
  readonly limits: Limits;
  readonly digests: BatchDigests;
  readonly rootSizes: readonly number[];
}

/** Scans each segment when it is asked for, here and now. */
export function createSerialScanner(source: BundleSource, options: SerialScannerOptions): SegmentScanner {
  return {
    async scan(member: BundleMember): Promise<SegmentScan | null> {
      if (member.size > options.limits.scannedSegmentBytes) return null;
      const chunks: Uint8Array[] = [];
      for await (const chunk of source.open(member.path)) chunks.push(chunk);
      const bytes = concatBytes(chunks);
      const digest = options.digests.createSha256();
      digest.update(bytes);
      const { lines, run } = scanSegment(member.path, bytes, { ...options, sink: null });
      return { size: bytes.length, sha256: toHex(digest.digest()), lines, run };
    },
  };
}
