import { sha256 } from '@noble/hashes/sha2.js';
import { type DigestEngine, digestBytes, portableDigests } from '../crypto/digest.ts';

/** RFC 6962 section 2.1: leaves and nodes begin differently, so that a node can never pass for an entry. */
const leafPrefix = Uint8Array.of(0x00);

/** R3: `SHA-256(0x00 || line)`, of the bytes as they lie there, without the LF. */
export function leafDigest(line: Uint8Array): Uint8Array {
  return sha256.create().update(leafPrefix).update(line).digest();
}

/**
 * Leaf digests of many lines, one after the other in a single array of 32 bytes each.
 * One array instead of one per line, because a segment has 65,536 lines and every array costs the collector.
 */
export function digestLeaves(
  lines: readonly Uint8Array[],
  engine: DigestEngine = portableDigests,
): Uint8Array {
  const digests = new Uint8Array(lines.length * digestBytes);
  const digestInto = createLeafDigests(engine);
  for (const [index, line] of lines.entries()) digestInto(line, digests, index * digestBytes);
  return digests;
}

/** Writes the leaf digest of a line to the 32 bytes of `target` from `offset`. */
type LeafDigests = (line: Uint8Array, target: Uint8Array, offset: number) => void;

/** For lines that come one by one: what they are copied to is kept from line to line. */
export function createLeafDigests(engine: DigestEngine): LeafDigests {
  // A platform digests one piece in one call. Copying a line behind its prefix costs a tenth of what a second call costs (measured).
  let prefixed = new Uint8Array(1024);
  return (line, target, offset) => {
    const length = leafPrefix.length + line.length;
    if (prefixed.length < length) prefixed = new Uint8Array(length * 2);
    prefixed.set(leafPrefix);
    prefixed.set(line, leafPrefix.length);
    engine.digestInto(prefixed.subarray(0, length), target, offset);
  };
}
