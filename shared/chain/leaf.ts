import { sha256 } from '@noble/hashes/sha2.js';
import { digestBytes } from '../crypto/digest.ts';

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
export function digestLeaves(lines: readonly Uint8Array[]): Uint8Array {
  const digests = new Uint8Array(lines.length * digestBytes);
  lines.forEach((line, index) => {
    const place = digests.subarray(index * digestBytes, (index + 1) * digestBytes);
    sha256.create().update(leafPrefix).update(line).digestInto(place);
  });
  return digests;
}
