import { renderUtcTime } from '../adapters/utc-time.ts';
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
      ...windowFacts(key),
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
  const pinned = new Map<string, CustodyRecord['facts']>();
  for (const { action, facts } of records) {
    const keyId = factOf(facts, keyFact) ?? '';
    if (action === 'key-pinned') pinned.set(keyId, facts);
    if (action === 'key-unpinned') pinned.delete(keyId);
  }
  return stored.filter((key) => {
    const facts = pinned.get(key.keyId);
    return facts !== undefined && isItself(key) && hasWindowOf(key, facts);
  });
}

/** A bound that was taken away from the row would let an expired key count. */
function hasWindowOf(key: TrustedKey, facts: CustodyRecord['facts']): boolean {
  const own = windowFacts(key);
  return ['valid after', 'valid before'].every((name) => factOf(own, name) === factOf(facts, name));
}

/** Only the bounds that there are, so that records from before there were any mean what they always meant. */
function windowFacts({ validAfter, validBefore }: TrustedKey): CustodyRecord['facts'] {
  const fact = (name: string, bound: number | null) =>
    bound === null ? [] : [{ name, value: renderUtcTime(bound) }];
  return [...fact('valid after', validAfter), ...fact('valid before', validBefore)];
}

function factOf(facts: CustodyRecord['facts'], wanted: string): string | undefined {
  return facts.find(({ name }) => name === wanted)?.value;
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
