import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { publicKeyOf } from '../crypto/ed25519.ts';
import { renderSshPublicKey } from '../crypto/ssh-public-key.ts';
import { renderVerifierKey, toVerifierKey } from '../crypto/verifier-key.ts';
import type { Identity } from './identity.ts';

/**
 * The Ed25519 secret key that signs the custody log of this identity, and packs it (RFC 5869): EVB/1 knows Ed25519 alone. It
 * follows from the secret of the identity, so a backup of the one is a backup of the other.
 */
export function logKeyOf({ secretKey }: Pick<Identity, 'secretKey'>, purpose: 'log' | 'packer'): Uint8Array {
  return hkdf(sha256, secretKey, new Uint8Array(0), encodeUtf8(`vouch-custody/1 ${purpose}`), 32);
}

/** The public key of the log, named as its custody log is: a line for `--vkey`. */
export function verifierKeyOf(identity: Pick<Identity, 'secretKey'>, origin: string): string {
  return renderVerifierKey(toVerifierKey(origin, publicKeyOf(logKeyOf(identity, 'log'))));
}

/** The public key of the packer, as OpenSSH spells it. */
export function packerKeyOf(identity: Pick<Identity, 'secretKey'>): string {
  return renderSshPublicKey(publicKeyOf(logKeyOf(identity, 'packer')));
}
