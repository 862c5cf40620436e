import { FormatError } from '../bytes/errors.ts';
import { checkEd25519Key } from '../crypto/ed25519.ts';
import { parseSshPublicKey } from '../crypto/ssh-public-key.ts';
import { parseVerifierKey } from '../crypto/verifier-key.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { TrustedKey } from './trusted-key.ts';

/** The keys that were pinned for this role of this origin. A key trusted for one log says nothing about another. */
export function findKeys(
  keys: readonly TrustedKey[],
  role: TrustedKey['role'],
  origin: string,
): readonly TrustedKey[] {
  return keys.filter((key) => key.role === role && key.origin === origin);
}

/**
 * The raw key of a row, or null when no pinning made this row: it cannot be read, is weak, is named after another log,
 * or has another fingerprint than its key. Rows come from a database that other programs can write to.
 */
export function readTrustedKey(key: TrustedKey): Uint8Array | null {
  try {
    const publicKey = parsePublicKey(key);
    const isSound = publicKey !== null && checkEd25519Key(publicKey) === null;
    return isSound && fingerprintOf(key.publicKey, key.role) === key.fingerprint ? publicKey : null;
  } catch (error) {
    if (error instanceof FormatError) return null;
    throw error;
  }
}

function parsePublicKey({ role, origin, publicKey }: TrustedKey): Uint8Array | null {
  if (role === 'packer') return parseSshPublicKey(publicKey).publicKey;
  const key = parseVerifierKey(publicKey);
  return key.name === origin ? key.publicKey : null;
}
