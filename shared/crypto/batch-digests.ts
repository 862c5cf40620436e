import { offsetAt } from '../bytes/element-at.ts';
import { type SplitLines, splitLines } from '../bytes/split-lines.ts';
import type { ByteOffset } from '../bytes/units.ts';
import { type DigestEngine, digestBytes, portableDigests, type Sha256 } from './digest.ts';

/** The lines of a text with their leaves, `SHA-256(0x00 || line)`, one behind the other. */
export interface DigestedLines extends SplitLines {
  readonly leaves: Uint8Array;
}

/**
 * The digests of a log by the thousand: one call for all lines of a segment, one for all nodes of a level of its tree.
 * A call a line costs more than a short line's digest where the digest is not JavaScript. Whatever implements this
 * must give what `portableBatchDigests` gives.
 */
export interface BatchDigests {
  /** R1 and R3: the lines of a text, and the leaf of each. Null when there are more than `most` lines. */
  digestLines(bytes: Uint8Array, most: number): DigestedLines | null;
  /**
   * R5: writes `SHA-256(0x01 || left || right)` of `count` neighbouring pairs of 32-byte digests.
   * `target` may be `digests` itself: a node is written where nothing is read any more.
   */
  digestNodes(digests: Uint8Array, count: number, target: Uint8Array): void;
  createSha256(): Sha256;
}

const leafPrefix = 0x00;
const nodePrefix = 0x01;

/** Batches out of single digests, for a platform that has no better way. */
export function batchDigestsOf(engine: DigestEngine): BatchDigests {
  const node = new Uint8Array(1 + 2 * digestBytes);
  node[0] = nodePrefix;
  let prefixed = new Uint8Array(1024);
  const prefixedLine = (bytes: Uint8Array, start: ByteOffset, end: ByteOffset): Uint8Array => {
    const length = 1 + end - start;
    if (prefixed.length < length) prefixed = new Uint8Array(length * 2);
    prefixed[0] = leafPrefix;
    prefixed.set(bytes.subarray(start, end), 1);
    return prefixed.subarray(0, length);
  };
  return {
    digestLines(bytes, most) {
      const split = splitLines(bytes, most);
      if (split === null) return null;
      const { lines, starts, ends } = split;
      const leaves = new Uint8Array(lines * digestBytes);
      for (let index = 0; index < lines; index++) {
        const line = prefixedLine(bytes, offsetAt(starts, index), offsetAt(ends, index));
        engine.digestInto(line, leaves, index * digestBytes);
      }
      return { ...split, leaves };
    },
    digestNodes(digests, count, target) {
      for (let index = 0; index < count; index++) {
        const at = index * 2 * digestBytes;
        node.set(digests.subarray(at, at + 2 * digestBytes), 1);
        engine.digestInto(node, target, index * digestBytes);
      }
    },
    createSha256: () => engine.createSha256(),
  };
}

/** The reference: the audited implementation, alike on every platform. */
export const portableBatchDigests: BatchDigests = batchDigestsOf(portableDigests);
