import { sha384, sha512 } from '@noble/hashes/sha2.js';
import { sha256 } from './digest.ts';

/** The digests that signatures of certificates and time stamps are taken of. SHA-1 and MD5 are missing on purpose. */
export type DigestName = 'sha256' | 'sha384' | 'sha512';

const digests: { readonly [Name in DigestName]: (bytes: Uint8Array) => Uint8Array } = {
  sha256,
  sha384,
  sha512,
};

/** The digest of this name (FIPS 180-4). */
export function digestBy(name: DigestName, bytes: Uint8Array): Uint8Array {
  return digests[name](bytes);
}
