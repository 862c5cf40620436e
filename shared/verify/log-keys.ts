import { FormatError } from '../bytes/errors.ts';
import { parseVerifierKey, toVerifierKey, type VerifierKey } from '../crypto/verifier-key.ts';
import { findKeys, readTrustedKey } from '../trust/trust-store.ts';
import type { TrustedKey } from '../trust/trusted-key.ts';

/** The log keys that a person pinned for this origin, ready to verify with. */
export function trustedLogKeys(keys: readonly TrustedKey[], origin: string): readonly VerifierKey[] {
  return findKeys(keys, 'log', origin).flatMap((key) => {
    const publicKey = readTrustedKey(key);
    return publicKey === null ? [] : [toVerifierKey(origin, publicKey)];
  });
}

/** The key that the bundle offers, or null: it may be absent, malformed, or named after another log. */
export function readOfferedLogKey(text: string | null, origin: string): VerifierKey | null {
  if (text === null) return null;
  try {
    const key = parseVerifierKey(text);
    return key.name === origin ? key : null;
  } catch (error) {
    if (error instanceof FormatError) return null;
    throw error;
  }
}
