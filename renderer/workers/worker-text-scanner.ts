import { textKernelBase64 } from 'virtual:text-kernel';
import { parseBase64 } from '../../shared/bytes/base64.ts';
import { fastestScanner } from '../../shared/search/text/fastest-scanner.ts';
import type { TextScanner } from '../../shared/search/text/text-scanner.ts';

let fastest: TextScanner | null = null;

/** Starts the kernel and asks it whether it finds what the reference finds. */
export function startTextScannerHere(): TextScanner {
  fastest ??= fastestScanner(parseBase64(textKernelBase64) ?? new Uint8Array(0));
  return fastest;
}

/** What looks through the texts of a case in this worker. A thread of an import searches nothing, and starts none. */
export const workerTextScanner: TextScanner = {
  markTexts(texts, literal, found) {
    startTextScannerHere().markTexts(texts, literal, found);
  },
};
