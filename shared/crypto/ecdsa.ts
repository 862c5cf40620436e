import { p256, p384 } from '@noble/curves/nist.js';
import { type DigestName, digestBy } from './digest-name.ts';

export type EcdsaCurve = 'P-256' | 'P-384';

const curves = { 'P-256': p256, 'P-384': p384 } as const;

/** Whether the bytes are a point of the curve in the uncompressed form (SEC 1 section 2.3.3), and not the one at infinity. */
export function isEcdsaPoint(point: Uint8Array, curve: EcdsaCurve): boolean {
  return point[0] === 4 && curves[curve].utils.isValidPublicKey(point, false);
}

/**
 * True when this key made this signature, in DER, over this message (FIPS 186-5 section 6.4.2). No input makes it throw.
 * A signature has a twin, with n - s for s, that anybody can compute: X.509 allows both, so never count or compare
 * signatures by their bytes.
 */
export function verifyEcdsa(
  signature: Uint8Array,
  message: Uint8Array,
  point: Uint8Array,
  curve: EcdsaCurve,
  digest: DigestName,
): boolean {
  return verifyEcdsaDigest(signature, digestBy(digest, message), point, curve);
}

/** As `verifyEcdsa`, for a message of any size that was digested as it streamed past. */
export function verifyEcdsaDigest(
  signature: Uint8Array,
  digest: Uint8Array,
  point: Uint8Array,
  curve: EcdsaCurve,
): boolean {
  // The digest is not taken by the library, as it need not be the one that the curve is used with by default. To the
  // library too, a signature that is no DER of two numbers is a false one: it throws for what is no bytes alone.
  return (
    isEcdsaPoint(point, curve) &&
    curves[curve].verify(signature, digest, point, { prehash: false, lowS: false, format: 'der' })
  );
}

/** Signs in DER (RFC 6979: the signature depends on key and message alone, so no randomness is needed). */
export function signEcdsa(
  message: Uint8Array,
  secretKey: Uint8Array,
  curve: EcdsaCurve,
  digest: DigestName,
): Uint8Array {
  return curves[curve].sign(digestBy(digest, message), secretKey, {
    prehash: false,
    lowS: false,
    format: 'der',
  });
}

/** The public key of a secret key, as `isEcdsaPoint` asks for it. */
export function ecdsaPointOf(secretKey: Uint8Array, curve: EcdsaCurve): Uint8Array {
  return curves[curve].getPublicKey(secretKey, false);
}

/** Whether the bytes are a secret key of the curve: a number from 1 to below the order. */
export function isEcdsaSecret(secretKey: Uint8Array, curve: EcdsaCurve): boolean {
  return curves[curve].utils.isValidSecretKey(secretKey);
}

/** The same signature as its two numbers, 32 bytes each on P-256. */
export function signEcdsaNumbers(
  message: Uint8Array,
  secretKey: Uint8Array,
  digest: DigestName,
): { readonly r: Uint8Array; readonly s: Uint8Array } {
  const both = p256.sign(digestBy(digest, message), secretKey, {
    prehash: false,
    lowS: false,
    format: 'compact',
  });
  return { r: both.slice(0, 32), s: both.slice(32) };
}
