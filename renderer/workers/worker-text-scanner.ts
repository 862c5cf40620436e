import { textKernelBase64 } from 'virtual:text-kernel';
import { parseBase64 } from '../../shared/bytes/base64.ts';
import { fastestScanner } from '../../shared/search/text/fastest-scanner.ts';
import type { TextScanner } from '../../shared/search/text/text-scanner.ts';

/** What looks through the texts of a case in this worker. */
export const workerTextScanner: TextScanner = fastestScanner(
  parseBase64(textKernelBase64) ?? new Uint8Array(0),
);
