import { createPublicKey, verify } from 'node:crypto';
import { toHex } from '../../shared/bytes/hex.ts';
import type * as ed25519 from '../../shared/crypto/ed25519.ts';

/**
 * The signature module with the platform's verification, a fortieth of the time: for tests that judge ten thousand
 * bundles. What the strict verification itself refuses is tested with the real one.
 */
export function withNativeVerification(actual: typeof ed25519): typeof ed25519 {
  const checkEd25519Key = remembered(actual.checkEd25519Key);
  const toKey = remembered((publicKey) => {
    const x = Buffer.from(publicKey).toString('base64url');
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  });
  return {
    ...actual,
    checkEd25519Key,
    verifyEd25519: (signature, message, publicKey) =>
      checkEd25519Key(publicKey) === null && verify(null, message, toKey(publicKey), signature),
  };
}

/** A pure function of bytes that is computed once for each value. */
function remembered<Result>(compute: (bytes: Uint8Array) => Result): (bytes: Uint8Array) => Result {
  const results = new Map<string, { readonly result: Result }>();
  return (bytes) => {
    const id = toHex(bytes);
    const known = results.get(id);
    if (known !== undefined) return known.result;
    const result = compute(bytes);
    results.set(id, { result });
    return result;
  };
}
