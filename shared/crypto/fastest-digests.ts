import { equalBytes } from '../bytes/equal.ts';
import { portableBatchDigests } from './batch-digests.ts';
import { digestBytes, portableDigests } from './digest.ts';
import { startDigestKernel } from './digest-kernel.ts';
import { type AllDigests, createKernelDigests } from './kernel-digests.ts';

/** The reference in all its forms. */
export const portableAllDigests: AllDigests = { ...portableBatchDigests, ...portableDigests };

/**
 * The kernel where the runtime starts it and it gives what the reference gives, else the reference: slower, and never
 * wrong. A verdict must not hang on what a processor or a browser makes of four lanes.
 */
export function fastestDigests(wasm: Uint8Array): AllDigests {
  const kernel = startDigestKernel(wasm);
  if (kernel === null) return portableAllDigests;
  const digests = createKernelDigests(kernel);
  return answersAlike(digests, portableAllDigests) ? digests : portableAllDigests;
}

/** Asks both for lines around the length of a block in all four lanes, for nodes, and for a stream. */
function answersAlike(one: AllDigests, other: AllDigests): boolean {
  const bytes = Uint8Array.from({ length: 2048 }, (_, index) => (index * 167) % 256);
  const starts = Uint32Array.from({ length: 16 }, (_, index) => index * 120);
  const ends = starts.map((start, index) => start + index * 9);
  const everyAnswer = (digests: AllDigests) => {
    const answers = new Uint8Array(28 * digestBytes);
    digests.digestLines(bytes, starts, ends, 16, answers);
    digests.digestNodes(bytes, 10, answers.subarray(16 * digestBytes));
    digests.digestInto(bytes, answers, 26 * digestBytes);
    const stream = digests.createSha256();
    stream.update(bytes.subarray(0, 100));
    stream.update(bytes.subarray(100));
    answers.set(stream.digest(), 27 * digestBytes);
    return answers;
  };
  try {
    return equalBytes(everyAnswer(one), everyAnswer(other));
  } catch {
    return false;
  }
}
