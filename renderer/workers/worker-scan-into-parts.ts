import { indexKernelBase64 } from 'virtual:index-kernel';
import { parseBase64 } from '../../shared/bytes/base64.ts';
import { fastestScanIntoParts } from '../../shared/index/fastest-scan-into-parts.ts';
import type { ScanIntoParts } from '../../shared/index/scan-into-parts.ts';

/** The compiled kernel. */
export const indexKernelWasm: Uint8Array = parseBase64(indexKernelBase64) ?? new Uint8Array(0);

let fastest: ScanIntoParts | null = null;

/** Starts the kernel and asks it whether it gives what the reference gives: a thread does so before its first segment. */
export function startIndexKernelHere(): ScanIntoParts {
  fastest ??= fastestScanIntoParts(indexKernelWasm);
  return fastest;
}

/** By the kernel, or by the reference where it does not run. A worker that reads no segment starts none. */
export const workerScanIntoParts: ScanIntoParts = (order) => startIndexKernelHere()(order);
