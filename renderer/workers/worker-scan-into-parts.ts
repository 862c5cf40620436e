import { indexKernelBase64 } from 'virtual:index-kernel';
import { parseBase64 } from '../../shared/bytes/base64.ts';
import { fastestScanIntoParts } from '../../shared/index/fastest-scan-into-parts.ts';
import type { ScanIntoParts } from '../../shared/index/scan-into-parts.ts';

/** The kernel, or the reference where it does not run. */
export const workerScanIntoParts: ScanIntoParts = fastestScanIntoParts(
  parseBase64(indexKernelBase64) ?? new Uint8Array(0),
);
