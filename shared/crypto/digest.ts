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
  /** Ends the digest: it is asked for once, and nothing can be added after it. */
  digest(): Uint8Array;
}

/** Starts a SHA-256 over pieces, so that a member is digested while it streams past. */
export function createSha256(): Sha256 {
  const running = nobleSha256.create();
  return {
    update(bytes) {
      running.update(bytes);
    },
    digest() {
      return running.digest();
    },
  };
}
