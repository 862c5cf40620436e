import { verifyEcdsa } from '../crypto/ecdsa.ts';
import { verifyEd25519 } from '../crypto/ed25519.ts';
import { verifyRsaPkcs1 } from '../crypto/rsa.ts';
import type { SignatureAlgorithm } from './algorithm.ts';
import type { CertificateKey } from './public-key.ts';

export type SignatureAnswer =
  | { readonly kind: 'valid' | 'invalid' }
  /** Neither good nor bad: the key or the algorithm is not used here. */
  | { readonly kind: 'unsupported'; readonly name: string };

/** Says whether this key made this signature over this message in this way. Never throws on evidence. */
export function checkSignature(
  algorithm: SignatureAlgorithm,
  key: CertificateKey,
  message: Uint8Array,
  signature: Uint8Array,
): SignatureAnswer {
  if (algorithm.kind === 'unsupported') return algorithm;
  switch (key.kind) {
    case 'unsupported':
      return key;
    case 'ecdsa':
      if (algorithm.kind !== 'ecdsa') return { kind: 'invalid' };
      return toAnswer(verifyEcdsa(signature, message, key.point, key.curve, algorithm.digest));
    case 'rsa':
      if (algorithm.kind !== 'rsa-pkcs1') return { kind: 'invalid' };
      return toAnswer(verifyRsaPkcs1(signature, message, key, algorithm.digest));
    case 'ed25519':
      if (algorithm.kind !== 'ed25519') return { kind: 'invalid' };
      return toAnswer(verifyEd25519(signature, message, key.publicKey));
  }
}

function toAnswer(isValid: boolean): SignatureAnswer {
  return { kind: isValid ? 'valid' : 'invalid' };
}
