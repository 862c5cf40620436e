import { crcKernelBase64 } from 'virtual:crc-kernel';
import type { Crc32 } from '../../shared/archive/crc32.ts';
import { fastestCrc32 } from '../../shared/archive/fastest-crc32.ts';
import { parseBase64 } from '../../shared/bytes/base64.ts';

/** What checks the members of a ZIP in this worker. */
export const workerCrc32: Crc32 = fastestCrc32(parseBase64(crcKernelBase64) ?? new Uint8Array(0));
