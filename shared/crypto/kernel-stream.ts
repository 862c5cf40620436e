import { BugError } from '../bytes/errors.ts';
import { digestBytes, type Sha256 } from './digest.ts';
import type { DigestKernel } from './digest-kernel.ts';

const blockBytes = 64;

/**
 * SHA-256 over pieces. Between two calls all of the stream lies here and nothing in the kernel: any number of
 * streams may run at once, and one that nobody ends leaves nothing behind.
 */
export function createKernelStream(kernel: DigestKernel): Sha256 {
  kernel.beginDigest();
  const state = new Uint8Array(kernel.memory.buffer, kernel.stateAt.value, digestBytes).slice();
  return goOn(kernel, { state, held: new Uint8Array(blockBytes), heldBytes: 0, messageBytes: 0 });
}

/** All that a stream is between two calls. */
interface StreamState {
  readonly state: Uint8Array;
  /** The beginning of a block that is not whole yet. */
  readonly held: Uint8Array;
  readonly heldBytes: number;
  readonly messageBytes: number;
}

/** The stream whose state and held bytes these are, and nobody else's. */
function goOn(kernel: DigestKernel, { state, held, ...counts }: StreamState): Sha256 {
  const buffer = kernel.memory.buffer;
  const input = new Uint8Array(buffer, kernel.inputAt.value, kernel.inputBytes.value);
  const kernelState = new Uint8Array(buffer, kernel.stateAt.value, digestBytes);
  let { heldBytes, messageBytes } = counts;
  let hasEnded = false;

  return {
    update(bytes) {
      if (hasEnded) throw new BugError('Nothing can be added to a digest that has ended.');
      messageBytes += bytes.length;
      let taken = 0;
      if (heldBytes + bytes.length >= blockBytes) {
        kernelState.set(state);
        input.set(held);
        while (heldBytes + bytes.length - taken >= blockBytes) {
          const whole = heldBytes + bytes.length - taken;
          const filled = Math.min(input.length, whole - (whole % blockBytes));
          input.set(bytes.subarray(taken, taken + filled - heldBytes), heldBytes);
          kernel.addBlocks(filled / blockBytes);
          taken += filled - heldBytes;
          heldBytes = 0;
        }
        state.set(kernelState);
      }
      held.set(bytes.subarray(taken), heldBytes);
      heldBytes += bytes.length - taken;
    },
    copy() {
      if (hasEnded) throw new BugError('Nothing can be added to a digest that has ended.');
      return goOn(kernel, { state: state.slice(), held: held.slice(), heldBytes, messageBytes });
    },
    digest() {
      if (hasEnded) throw new BugError('A digest is asked for once.');
      hasEnded = true;
      kernelState.set(state);
      input.set(held);
      kernel.endDigest(0, heldBytes, messageBytes);
      return new Uint8Array(buffer, kernel.outputAt.value, digestBytes).slice();
    },
  };
}
