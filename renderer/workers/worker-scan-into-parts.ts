import { indexKernelBase64 } from 'virtual:index-kernel';
import { parseBase64 } from '../../shared/bytes/base64.ts';
import { fastestScanIntoParts } from '../../shared/index/fastest-scan-into-parts.ts';
import type { ScanIntoParts } from '../../shared/index/scan-into-parts.ts';

/** The compiled kernel. */
export const indexKernelWasm: Uint8Array = parseBase64(indexKernelBase64) ?? new Uint8Array(0);

/** The kernel, or the reference where it does not run. */
export const workerScanIntoParts: ScanIntoParts = fastestScanIntoParts(indexKernelWasm);
