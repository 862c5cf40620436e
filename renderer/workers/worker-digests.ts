import { digestKernelBase64 } from 'virtual:digest-kernel';
import { parseBase64 } from '../../shared/bytes/base64.ts';
import { fastestDigests } from '../../shared/crypto/fastest-digests.ts';
import type { AllDigests } from '../../shared/crypto/kernel-digests.ts';

/** Where all digests of evidence in this worker come from. */
export const workerDigests: AllDigests = fastestDigests(parseBase64(digestKernelBase64) ?? new Uint8Array(0));
