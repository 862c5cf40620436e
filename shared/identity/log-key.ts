import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { Identity } from './identity.ts';

/**
 * The Ed25519 secret key that signs the custody log of this identity, and packs it (RFC 5869): EVB/1 knows Ed25519 alone. It
 * follows from the secret of the identity, so a backup of the one is a backup of the other.
 */
export function logKeyOf({ secretKey }: Identity, purpose: 'log' | 'packer'): Uint8Array {
  return hkdf(sha256, secretKey, new Uint8Array(0), encodeUtf8(`vouch-custody/1 ${purpose}`), 32);
}
