import { lf } from '../bytes/ascii.ts';
import { concatBytes } from '../bytes/concat.ts';
import { equalBytes } from '../bytes/equal.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
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

const sampleLines = 12;

/** Asks both for lines around the length of a block in all four lanes, for nodes, and for a stream. */
function answersAlike(one: AllDigests, other: AllDigests): boolean {
  const bytes = Uint8Array.from({ length: 800 }, (_, index) => (index * 167) % 256);
  const text = bytes.map((byte) => (byte === lf ? 0 : byte));
  for (let line = 1; line < sampleLines; line++) text[line * (line - 1) * 6] = lf;
  const everyAnswer = (digests: AllDigests) => {
    // As text: places and leaves in one piece, and also that there are none.
    const lines = encodeUtf8(JSON.stringify({ ...digests.digestLines(text, sampleLines) }));
    const answers = new Uint8Array(12 * digestBytes);
    digests.digestNodes(bytes, 10, answers);
    digests.digestInto(bytes, answers, 10 * digestBytes);
    const stream = digests.createSha256();
    stream.update(bytes.subarray(0, 100));
    stream.update(bytes.subarray(100));
    answers.set(stream.digest(), 11 * digestBytes);
    return concatBytes([lines, answers]);
  };
  try {
    return equalBytes(everyAnswer(one), everyAnswer(other));
  } catch {
    return false;
  }
}
