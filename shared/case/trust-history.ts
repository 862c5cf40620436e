import { FormatError } from '../bytes/errors.ts';
import { fingerprintOf } from '../trust/fingerprint.ts';
import type { TrustedKey } from '../trust/trusted-key.ts';
import type { CustodyEntry } from './custody-log.ts';
import type { CustodyRecord } from './custody-record.ts';

const keyFact = 'key';

/** The custody entry for a key that was pinned or unpinned: what was compared, how and by whom. */
export function keyCustodyEntry(
  action: 'key-pinned' | 'key-unpinned',
  key: TrustedKey,
  claimedTime: number,
): CustodyEntry {
  return {
    claimedTime,
    action,
    facts: [
      { name: keyFact, value: key.keyId },
      { name: 'role', value: key.role },
      { name: 'origin', value: key.origin },
      { name: 'fingerprint', value: key.fingerprint },
      { name: 'compared', value: key.compared },
      { name: 'compared by', value: key.comparedBy },
    ],
  };
}

/**
 * Those of the stored keys that the case's log says were pinned and not unpinned since.
 * A row that somebody put into the database by another way than `pinKey` must not turn a verdict green.
 */
export function keysInHistory(
  stored: readonly TrustedKey[],
  records: readonly CustodyRecord[],
): readonly TrustedKey[] {
  const pinned = new Set<string>();
  for (const { action, facts } of records) {
    const keyId = facts.find(({ name }) => name === keyFact)?.value ?? '';
    if (action === 'key-pinned') pinned.add(keyId);
    if (action === 'key-unpinned') pinned.delete(keyId);
  }
  return stored.filter((key) => pinned.has(key.keyId) && isItself(key));
}

/** The id holds the fingerprint, so a key that was exchanged under its old id no longer fits it. */
function isItself(key: TrustedKey): boolean {
  try {
    const fingerprint = fingerprintOf(key.publicKey, key.role);
    return key.fingerprint === fingerprint && key.keyId === `${key.role} ${key.origin} ${fingerprint}`;
  } catch (error) {
    if (error instanceof FormatError) return false;
    throw error;
  }
}
