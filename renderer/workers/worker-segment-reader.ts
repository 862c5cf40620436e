import type { SegmentReader } from './index-job.ts';
import { workerDigests } from './worker-digests.ts';
import { workerScanIntoParts } from './worker-scan-into-parts.ts';

/** What reads the segments of an import in this worker. */
export const workerSegmentReader: SegmentReader = {
  digests: workerDigests,
  scanIntoParts: workerScanIntoParts,
};
