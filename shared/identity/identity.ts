import type { UnixMillis } from '../bytes/units.ts';
import { renderOwnCertificate } from '../certificates/own-certificate.ts';
import { ecdsaPointOf, isEcdsaSecret } from '../crypto/ecdsa.ts';
import { renderSshP256PublicKey, renderSshP256Signature, toSshP256Fingerprint } from '../crypto/ssh-p256.ts';

/** What everybody may know of a signing identity. */
export interface PublicIdentity {
  readonly name: string;
  /** `SHA256:…`, as `ssh-keygen -l` prints it for `sshPublicKey`. */
  readonly fingerprint: string;
  readonly sshPublicKey: string;
  /** DER. */
  readonly certificate: Uint8Array;
}

/** The same with the secret key: only where something is signed at this moment. */
export interface Identity extends PublicIdentity {
  readonly secretKey: Uint8Array;
}

const mostNameLength = 64;

/** Why this is no name, or null. X.520 ends a common name at 64 characters. */
export function identityNameProblem(name: string): string | null {
  if (name.trim() === '') return 'An identity has a name.';
  if ([...name].length > mostNameLength) return `A name has at most ${mostNameLength} characters.`;
  if (/[\p{Cc}\p{Cf}\p{Surrogate}]/u.test(name)) return 'A name has no characters that are not seen.';
  return null;
}

/** An identity from 32 random bytes; null for the few that are no key, for which other ones are to be drawn. */
export function makeIdentity(name: string, random: Uint8Array, now: UnixMillis): Identity | null {
  if (!isEcdsaSecret(random, 'P-256')) return null;
  return toIdentity(name, random, renderOwnCertificate({ name, secretKey: random, validFrom: now }));
}

/** A key with a certificate that exists already. */
export function toIdentity(name: string, secretKey: Uint8Array, certificate: Uint8Array): Identity {
  return { ...toPublicIdentity(name, ecdsaPointOf(secretKey, 'P-256'), certificate), secretKey };
}

export function toPublicIdentity(name: string, point: Uint8Array, certificate: Uint8Array): PublicIdentity {
  return {
    name,
    certificate,
    fingerprint: toSshP256Fingerprint(point),
    sshPublicKey: renderSshP256PublicKey(point),
  };
}

/** Signs a file for one purpose; `ssh-keygen -Y verify` checks it. */
export function signFile({ secretKey }: Identity, content: Uint8Array, namespace: string): Uint8Array {
  return renderSshP256Signature(content, secretKey, namespace);
}
