import { parseUtcTime } from '../adapters/utc-time.ts';
import { asFormatError, FormatError } from '../bytes/errors.ts';
import { fingerprintOf } from '../trust/fingerprint.ts';
import { parseTlogPolicy } from '../trust/tlog-policy.ts';
import { addKey, emptyTrustStore, revokeKey, setPolicy, type TrustStore } from '../trust/trust-store.ts';
import type { KeyRevocation, TrustedKey } from '../trust/trusted-key.ts';
import type { WitnessPolicy } from '../trust/witness-policy.ts';
import type { CustodyRecord } from './custody-record.ts';
import { factOf, pinnedFacts, trustFacts } from './trust-facts.ts';

/** What persons decided in one case. */
export type CaseTrust = Pick<TrustStore, 'keys' | 'policies'>;

interface History {
  /** The facts of the last pinning of each key that was not unpinned since. */
  readonly pinned: Map<string, CustodyRecord['facts']>;
  /** All revocations of a key since it was pinned first. Pinning it again takes none of them away. */
  readonly revocations: Map<string, KeyRevocation[]>;
  readonly policies: Map<string, WitnessPolicy>;
}

/**
 * The trust of a case, as its log says it. The stored rows only bring the keys themselves, which the log names by
 * fingerprint: a row that somebody put into the database by another way than `pinKey`, or from which a bound or a
 * revocation was taken, must not turn a verdict green.
 */
export function trustInHistory(stored: readonly TrustedKey[], records: readonly CustodyRecord[]): CaseTrust {
  const { pinned, revocations, policies } = readHistory(records);
  let store = emptyTrustStore;
  for (const key of stored) {
    const facts = pinned.get(key.keyId);
    if (facts === undefined || !isItself(key) || !isAsPinned(key, facts)) continue;
    // Revocations are in the log and nowhere else, so a row can neither hide one nor invent one.
    store = addKey(store, { ...key, revoked: null });
    for (const revocation of revocations.get(key.keyId) ?? []) {
      store = revokeKey(store, key.keyId, revocation);
    }
  }
  for (const policy of policies.values()) store = setPolicy(store, policy);
  return { keys: store.keys, policies: store.policies };
}

function readHistory(records: readonly CustodyRecord[]): History {
  const history: History = { pinned: new Map(), revocations: new Map(), policies: new Map() };
  for (const record of records) readRecord(history, record);
  return history;
}

/** Time authorities are of no log: `authoritiesInHistory` reads what was decided of them. */
function readRecord({ pinned, revocations, policies }: History, { action, facts }: CustodyRecord): void {
  const keyId = factOf(facts, trustFacts.key) ?? '';
  switch (action) {
    case 'key-pinned':
      pinned.set(keyId, facts);
      return;
    case 'key-unpinned':
      pinned.delete(keyId);
      revocations.delete(keyId);
      return;
    case 'key-revoked':
      revocations.set(keyId, [...(revocations.get(keyId) ?? []), readRevocation(facts)]);
      return;
    case 'policy-set': {
      const policy = readPolicy(facts);
      policies.set(policy.origin, policy);
      return;
    }
    default:
      // What else is done in a case decides nothing about trust.
      return;
  }
}

/** A time that cannot be read must not make the key count: then it is revoked from the beginning. */
export function readRevocation(facts: CustodyRecord['facts']): KeyRevocation {
  return {
    at: parseUtcTime(factOf(facts, trustFacts.revokedFrom) ?? '') ?? 0,
    reason: factOf(facts, trustFacts.reason) ?? '',
    by: factOf(facts, trustFacts.revokedBy) ?? '',
  };
}

/** A policy that cannot be read asks for a quorum that nobody meets: to drop it would be to ask nobody. */
function readPolicy(facts: CustodyRecord['facts']): WitnessPolicy {
  const origin = factOf(facts, trustFacts.origin) ?? '';
  const lines = facts.filter(({ name }) => name.startsWith(trustFacts.policyLine)).map(({ value }) => value);
  try {
    const { witnesses, groups, quorum } = parseTlogPolicy(`${lines.join('\n')}\n`);
    return { origin, witnesses, groups, quorum };
  } catch (error) {
    asFormatError(error);
    return { origin, witnesses: [], groups: [], quorum: 'unreadable' };
  }
}

function isAsPinned(key: TrustedKey, facts: CustodyRecord['facts']): boolean {
  return [...pinnedFacts(key)].every(([name, value]) => factOf(facts, name) === value);
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
