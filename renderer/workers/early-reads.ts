import { FormatError } from '../../shared/bytes/errors.ts';
import { toHex } from '../../shared/bytes/hex.ts';
import type { ByteCount, ByteOffset, DigestHex } from '../../shared/bytes/units.ts';
import type { DigestEngine, Sha256 } from '../../shared/crypto/digest.ts';

/** What was read of a file before its windows came there: of each read its place and its digest, and no byte. */
export interface EarlyReads {
  note(offset: ByteOffset, bytes: Uint8Array): void;
  /**
   * Takes the windows of the file, one after the other. Throws FormatError `source-changed` at the end of a range that
   * has other bytes now.
   */
  compare(windowAt: ByteOffset, window: Uint8Array): void;
}

interface EarlyRead {
  readonly offset: ByteOffset;
  readonly end: ByteOffset;
  readonly sha256: DigestHex;
}

interface Comparison {
  readonly read: EarlyRead;
  /** Over what of the range has passed. */
  readonly passed: Sha256;
}

/** They are as many as a container has headers and small members, which its limits bound. */
export function createEarlyReads(
  digests: Pick<DigestEngine, 'createSha256'>,
  windowBytes: ByteCount,
): EarlyReads {
  /** By the window in which they begin: a hundred thousand headers are not searched for each window. */
  const waiting = new Map<ByteOffset, EarlyRead[]>();
  /** Those that go on in the next window. */
  let open: readonly Comparison[] = [];

  return {
    note(offset, bytes) {
      if (bytes.length === 0) return;
      const digest = digests.createSha256();
      digest.update(bytes);
      const read = { offset, end: offset + bytes.length, sha256: toHex(digest.digest()) };
      const first = offset - (offset % windowBytes);
      const others = waiting.get(first);
      if (others === undefined) waiting.set(first, [read]);
      else others.push(read);
    },
    compare(windowAt, window) {
      const windowEnd = windowAt + window.length;
      const begun = (waiting.get(windowAt) ?? []).map((read) => ({ read, passed: digests.createSha256() }));
      waiting.delete(windowAt);
      const all = [...open, ...begun];
      for (const { read, passed } of all) {
        passed.update(window.subarray(Math.max(0, read.offset - windowAt), read.end - windowAt));
        if (read.end > windowEnd || toHex(passed.digest()) === read.sha256) continue;
        throw new FormatError('source-changed', 'The file was changed while it was read.', {
          offset: read.offset,
        });
      }
      open = all.filter(({ read }) => read.end > windowEnd);
    },
  };
}
