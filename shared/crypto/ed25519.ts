import { ed25519 } from '@noble/curves/ed25519.js';

export const publicKeyBytes = 32;
export const signatureBytes = 64;
export const secretKeyBytes = 32;

/** Why an encoding is not accepted as a public key. Closed: the trust store explains each to a person. */
export type Ed25519KeyDefect = 'wrong-length' | 'off-curve' | 'low-order' | 'non-canonical' | 'mixed-order';

/**
 * True when this key made this signature over this message, decided as RFC 8032 section 5.1.7 and nothing laxer (R8).
 * Wrong lengths, other encodings and weak keys are false; no input makes it throw.
 */
export function verifyEd25519(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== signatureBytes || checkEd25519Key(publicKey) !== null) return false;
  // zip215 would accept several encodings of one point, and keys that verify every message.
  if (!ed25519.verify(signature, message, publicKey, { zip215: false })) return false;
  // RFC 8032 allows both the equation with cofactor (this library) and the one without (OpenSSL, OpenSSH). They
  // differ only for an R with a low-order part, which no honest signer makes: a malicious one could show
  // VERIFIED here and a failure to everybody who checks with stock tools.
  return ed25519.Point.fromBytes(signature.subarray(0, 32), false).isTorsionFree();
}

/** Signs (RFC 8032). The signature depends on key and message alone, so no randomness is needed. */
export function signEd25519(message: Uint8Array, secretKey: Uint8Array): Uint8Array {
  return ed25519.sign(message, secretKey);
}

/** The public key of a 32-byte secret key. */
export function publicKeyOf(secretKey: Uint8Array): Uint8Array {
  return ed25519.getPublicKey(secretKey);
}

/**
 * Says why an encoding may not serve as a public key, or null when it may.
 * A low-order key verifies signatures that nobody made; a second encoding of a key would let one signer count twice.
 */
export function checkEd25519Key(publicKey: Uint8Array): Ed25519KeyDefect | null {
  if (publicKey.length !== publicKeyBytes) return 'wrong-length';
  const point = decodePoint(publicKey, true);
  if (point === null) return 'off-curve';
  if (point.isSmallOrder()) return 'low-order';
  if (decodePoint(publicKey, false) === null) return 'non-canonical';
  return point.isTorsionFree() ? null : 'mixed-order';
}

function decodePoint(bytes: Uint8Array, allowNonCanonical: boolean) {
  try {
    return ed25519.Point.fromBytes(bytes, allowNonCanonical);
  } catch {
    return null;
  }
}
