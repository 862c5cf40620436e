import { parseBase64, toBase64 } from '../bytes/base64.ts';
import { parseHex } from '../bytes/hex.ts';
import { digestBytes, sha256 } from '../crypto/digest.ts';
import { parseSshPublicKey, toSshFingerprint } from '../crypto/ssh-public-key.ts';
import { parseVerifierKey } from '../crypto/verifier-key.ts';
import type { TrustedKey } from './trusted-key.ts';

/**
 * The fingerprint that a person compares. For a packer, what `ssh-keygen -l` prints; for a log, the same form
 * over the 32 bytes of the key, so that it can be made with coreutils from the verifier key.
 * Throws FormatError `key` when the text is not a public key of that role.
 */
export function fingerprintOf(publicKeyText: string, role: TrustedKey['role']): string {
  return fingerprintByRole[role](publicKeyText);
}

const fingerprintByRole: { readonly [Role in TrustedKey['role']]: (publicKeyText: string) => string } = {
  log: (text) => toFingerprint(sha256(parseVerifierKey(text).publicKey)),
  packer: (text) => toSshFingerprint(parseSshPublicKey(text).publicKey),
};

/** The fingerprint of a certificate: of its bytes in DER, as `openssl x509 -fingerprint -sha256` takes it. */
export function certificateFingerprint(bytes: Uint8Array): string {
  return toFingerprint(sha256(bytes));
}

/**
 * What a person typed, in the form of `fingerprintOf`; null unless it is a whole SHA-256 digest.
 * Spaces and line breaks are forgiven anywhere. Capitals are forgiven in hexadecimal only: in base64 they are
 * other digits. Nothing missing is forgiven: a digest that agrees in its beginning can be made by trying.
 */
export function normaliseFingerprint(typed: string): string | null {
  const compact = typed.replace(/\s+/gu, '');
  const labelled = /^sha256:(.*)$/i.exec(compact)?.[1];
  const digest = parseHexDigest(labelled ?? compact) ?? parseBase64Digest(labelled ?? '');
  return digest?.length === digestBytes ? toFingerprint(digest) : null;
}

function toFingerprint(digest: Uint8Array): string {
  return `SHA256:${toBase64(digest).replace(/=+$/, '')}`;
}

/** Plain, or in pairs with colons as many tools print it. */
function parseHexDigest(text: string): Uint8Array | null {
  const isPaired = /^[0-9a-f]{2}(?::[0-9a-f]{2})+$/i.test(text);
  return parseHex((isPaired ? text.replaceAll(':', '') : text).toLowerCase());
}

function parseBase64Digest(text: string): Uint8Array | null {
  return parseBase64(text.endsWith('=') ? text : `${text}=`);
}
