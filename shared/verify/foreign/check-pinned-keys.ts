import type { SignatureAlgorithm } from '../../certificates/algorithm.ts';
import { checkSignature } from '../../certificates/check-signature.ts';
import type { CertificateKey } from '../../certificates/public-key.ts';

/** How a key by itself signs: PEM does not say, so it is what the tools of DSSE and Sigstore use for such a key. */
export function algorithmOfKey(key: CertificateKey): SignatureAlgorithm {
  switch (key.kind) {
    case 'ecdsa':
      return { kind: 'ecdsa', digest: key.curve === 'P-384' ? 'sha384' : 'sha256' };
    case 'rsa':
      return { kind: 'rsa-pkcs1', digest: 'sha256' };
    case 'ed25519':
      return { kind: 'ed25519' };
    case 'unsupported':
      return key;
  }
}

/** Whether one of the keys made this signature. Never throws on evidence. */
export function isMadeByOneOf(
  keys: readonly CertificateKey[],
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  return keys.some((key) => checkSignature(algorithmOfKey(key), key, message, signature).kind === 'valid');
}
