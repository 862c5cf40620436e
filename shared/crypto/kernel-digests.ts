import { copyBytes } from '../bytes/copy-bytes.ts';
import { offsetAt } from '../bytes/element-at.ts';
import { BugError } from '../bytes/errors.ts';
import type { BatchDigests } from './batch-digests.ts';
import { type DigestEngine, digestBytes } from './digest.ts';
import type { DigestKernel } from './digest-kernel.ts';
import { createKernelStream } from './kernel-stream.ts';

/** Single digests, digests by the thousand, and streams, from one place. */
export interface AllDigests extends BatchDigests, DigestEngine {}

const leafPrefix = Uint8Array.of(0x00);
const pairBytes = 2 * digestBytes;
const blockBytes = 64;

/**
 * SHA-256 by the WebAssembly kernel. It trusts its offsets, so they are checked here: whatever does not lie inside
 * `bytes` is our mistake, a BugError, and never a digest of what an earlier call left in the memory.
 */
export function createKernelDigests(kernel: DigestKernel): AllDigests {
  const { buffer } = kernel.memory;
  const batchSize = kernel.batchSize.value;
  const input = new Uint8Array(buffer, kernel.inputAt.value, kernel.inputBytes.value);
  const output = new Uint8Array(buffer, kernel.outputAt.value, batchSize * digestBytes);
  const lineStarts = new Uint32Array(buffer, kernel.startsAt.value, batchSize);
  const lineEnds = new Uint32Array(buffer, kernel.endsAt.value, batchSize);

  /** Copies as many lines from `first` on as fit, in one piece, and returns how many they are. */
  const takeLines = (
    bytes: Uint8Array,
    starts: Uint32Array,
    ends: Uint32Array,
    first: number,
    last: number,
  ) => {
    const base = offsetAt(starts, first);
    let top = base;
    let taken = 0;
    for (let index = first; index < last && taken < batchSize; index++, taken++) {
      const start = offsetAt(starts, index);
      const end = offsetAt(ends, index);
      if (start > end || end > bytes.length) throw new BugError(`Line ${index} lies outside its bytes.`);
      // Lines of a log lie one behind the other; others are right as well, in more pieces.
      if (start < base || end - base > input.length) break;
      lineStarts[taken] = start - base;
      lineEnds[taken] = end - base;
      top = Math.max(top, end);
    }
    if (taken > 0) input.set(bytes.subarray(base, top));
    return taken;
  };
  const digestLongLine = (line: Uint8Array, target: Uint8Array, offset: number) => {
    const stream = createKernelStream(kernel);
    stream.update(leafPrefix);
    stream.update(line);
    target.set(stream.digest(), offset);
  };

  return {
    digestLines(bytes, starts, ends, count, target) {
      assertRoom(Math.min(starts.length, ends.length), count, 'line offsets');
      assertRoom(target.length, count * digestBytes, 'bytes for the digests of lines');
      for (let first = 0; first < count; ) {
        const taken = takeLines(bytes, starts, ends, first, count);
        kernel.digestLines(taken);
        target.set(output.subarray(0, taken * digestBytes), first * digestBytes);
        if (taken === 0)
          digestLongLine(bytes.subarray(starts[first], ends[first]), target, first * digestBytes);
        first += Math.max(taken, 1);
      }
    },
    digestNodes(digests, count, target) {
      assertRoom(digests.length, count * pairBytes, 'bytes of digests');
      assertRoom(target.length, count * digestBytes, 'bytes for the digests of nodes');
      const most = Math.min(batchSize, Math.floor(input.length / pairBytes));
      for (let first = 0; first < count; first += most) {
        const taken = Math.min(most, count - first);
        input.set(digests.subarray(first * pairBytes, (first + taken) * pairBytes));
        kernel.digestNodes(taken);
        target.set(output.subarray(0, taken * digestBytes), first * digestBytes);
      }
    },
    digestInto(bytes, target, offset) {
      assertRoom(target.length, offset + digestBytes, 'bytes for a digest');
      if (bytes.length > input.length) {
        const stream = createKernelStream(kernel);
        stream.update(bytes);
        target.set(stream.digest(), offset);
        return;
      }
      input.set(bytes);
      kernel.beginDigest();
      kernel.endDigest(Math.floor(bytes.length / blockBytes), bytes.length % blockBytes, bytes.length);
      copyBytes(output, 0, target, offset, digestBytes);
    },
    createSha256: () => createKernelStream(kernel),
  };
}

function assertRoom(found: number, needed: number, what: string): void {
  if (found < needed) throw new BugError(`There are ${found} ${what} instead of ${needed}.`);
}
