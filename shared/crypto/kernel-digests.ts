import { lf } from '../bytes/ascii.ts';
import { copyBytes } from '../bytes/copy-bytes.ts';
import { BugError } from '../bytes/errors.ts';
import type { ByteCount, ByteOffset } from '../bytes/units.ts';
import type { BatchDigests } from './batch-digests.ts';
import { type DigestEngine, digestBytes } from './digest.ts';
import type { DigestKernel } from './digest-kernel.ts';
import { createKernelStream } from './kernel-stream.ts';
import { LineTable } from './line-table.ts';

/** Single digests, digests by the thousand, and streams, from one place. */
export interface AllDigests extends BatchDigests, DigestEngine {}

const leafPrefix = Uint8Array.of(0x00);
const pairBytes = 2 * digestBytes;
const blockBytes = 64;

/**
 * SHA-256 by the WebAssembly kernel. It trusts its numbers, so they are checked here: whatever does not fit is our
 * mistake, a BugError, and never a digest of what an earlier call left in the memory.
 */
export function createKernelDigests(kernel: DigestKernel): AllDigests {
  const { buffer } = kernel.memory;
  const batchSize = kernel.batchSize.value;
  const input = new Uint8Array(buffer, kernel.inputAt.value, kernel.inputBytes.value);
  const output = new Uint8Array(buffer, kernel.outputAt.value, batchSize * digestBytes);
  const found = {
    starts: new Uint32Array(buffer, kernel.startsAt.value, batchSize),
    ends: new Uint32Array(buffer, kernel.endsAt.value, batchSize),
    leaves: output,
  };

  /** Takes the lines that end in the piece that lies in the kernel, and says if there was one. */
  const takeLines = (table: LineTable, at: ByteOffset, length: ByteCount): boolean => {
    for (let from = 0; ; from = table.next - at) {
      const count = kernel.findLines(from, length);
      if (count === 0 || table.isTooLong) return from > 0;
      kernel.digestLines(count);
      table.add(at, count, found);
    }
  };
  const takeLongLine = (table: LineTable, bytes: Uint8Array): void => {
    const start = table.next;
    const lfAt = bytes.indexOf(lf, start);
    const end = lfAt === -1 ? bytes.length : lfAt;
    const stream = createKernelStream(kernel);
    stream.update(leafPrefix);
    stream.update(bytes.subarray(start, end));
    const line = { starts: Uint32Array.of(0), ends: Uint32Array.of(end - start), leaves: stream.digest() };
    table.add(start, 1, line);
  };

  return {
    digestLines(bytes, most) {
      const table = new LineTable(bytes.length, most);
      while (table.next < bytes.length && !table.isTooLong) {
        const at = table.next;
        const piece = bytes.subarray(at, at + input.length);
        input.set(piece);
        const hasAny = takeLines(table, at, piece.length);
        if (hasAny && at + piece.length < bytes.length) continue;
        // What is left begins a line that is longer than a piece, or is the last line and has no LF.
        if (table.next < bytes.length && !table.isTooLong) takeLongLine(table, bytes);
      }
      return table.isTooLong ? null : table.end();
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
