import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';

/** Length of a SHA-256 digest. */
export const digestBytes = 32;

/** SHA-256 (FIPS 180-4) of bytes that are at hand as a whole. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return nobleSha256(bytes);
}

/** SHA-256 over bytes that arrive in pieces. */
export interface Sha256 {
  update(bytes: Uint8Array): void;
  /** Another one over what came so far: each goes on by itself. Not after the end. */
  copy(): Sha256;
  /** Ends the digest: it is asked for once, and nothing can be added after it. */
  digest(): Uint8Array;
}

/** Starts a SHA-256 over pieces, so that a member is digested while it streams past. */
export function createSha256(): Sha256 {
  return streamOf(nobleSha256.create());
}

function streamOf(running: ReturnType<typeof nobleSha256.create>): Sha256 {
  return {
    update(bytes) {
      running.update(bytes);
    },
    copy: () => streamOf(running.clone()),
    digest() {
      return running.digest();
    },
  };
}

/**
 * Where the millions of digests of a log come from. A platform may bring its own SHA-256, which is many times as fast
 * as one in JavaScript; whatever it brings must give what `portableDigests` gives.
 */
export interface DigestEngine {
  /** Writes SHA-256 of `bytes` to the 32 bytes of `target` from `offset`, which may lie in `bytes` themselves. */
  digestInto(bytes: Uint8Array, target: Uint8Array, offset: number): void;
  createSha256(): Sha256;
}

/** The reference: the audited implementation, alike on every platform. */
export const portableDigests: DigestEngine = {
  digestInto(bytes, target, offset) {
    nobleSha256
      .create()
      .update(bytes)
      .digestInto(target.subarray(offset, offset + digestBytes));
  },
  createSha256,
};
