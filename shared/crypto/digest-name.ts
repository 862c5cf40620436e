import { sha384 as nobleSha384, sha512 as nobleSha512 } from '@noble/hashes/sha2.js';
import { sha256 } from './digest.ts';

/** The digests that signatures of certificates and time stamps are taken of. SHA-1 and MD5 are missing on purpose. */
export type DigestName = 'sha256' | 'sha384' | 'sha512';

/** The digest of this name (FIPS 180-4). */
export function digestBy(name: DigestName, bytes: Uint8Array): Uint8Array {
  switch (name) {
    case 'sha256':
      return sha256(bytes);
    case 'sha384':
      return nobleSha384(bytes);
    case 'sha512':
      return nobleSha512(bytes);
    default:
      return name satisfies never;
  }
}
