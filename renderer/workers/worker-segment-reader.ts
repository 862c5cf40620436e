import type { SegmentReader } from '../../shared/index/index-segment.ts';
import { workerDigests } from './worker-digests.ts';
import { workerScanIntoParts } from './worker-scan-into-parts.ts';

/** What reads the segments of an import in this worker. */
export const workerSegmentReader: SegmentReader = {
  digests: workerDigests,
  scanIntoParts: workerScanIntoParts,
};
