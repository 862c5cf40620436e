import { asFormatError } from '../bytes/errors.ts';
import { checkEd25519Key } from '../crypto/ed25519.ts';
import { parseSshPublicKey } from '../crypto/ssh-public-key.ts';
import { parseVerifierKey } from '../crypto/verifier-key.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { RememberedHead } from './head-memory.ts';
import type { TimeAuthority } from './time-authority.ts';
import type { KeyRevocation, TrustedKey } from './trusted-key.ts';
import type { WitnessPolicy } from './witness-policy.ts';

/** What persons decided and what was seen before. Never changed: each decision gives a new store. */
export interface TrustStore {
  readonly keys: readonly TrustedKey[];
  /** At most one for each origin. */
  readonly policies: readonly WitnessPolicy[];
  readonly heads: readonly RememberedHead[];
  /** Who is believed about time, for all logs. */
  readonly authorities: readonly TimeAuthority[];
}

export const emptyTrustStore: TrustStore = { keys: [], policies: [], heads: [], authorities: [] };

/** Adds a pinned key, or its new window. A revocation that is known stays: only unpinning takes it away. */
export function addKey(store: TrustStore, key: TrustedKey): TrustStore {
  const known = store.keys.find(({ keyId }) => keyId === key.keyId);
  const added = { ...key, revoked: earlierRevocation(known?.revoked ?? null, key.revoked) };
  return { ...store, keys: [...store.keys.filter(({ keyId }) => keyId !== key.keyId), added] };
}

/** Records a revocation. Of two the earlier one counts. A key that is not there stays not there. */
export function revokeKey(store: TrustStore, keyId: string, revocation: KeyRevocation): TrustStore {
  const keys = store.keys.map((key) =>
    key.keyId === keyId ? { ...key, revoked: earlierRevocation(key.revoked, revocation) } : key,
  );
  return { ...store, keys };
}

/** Removes a key and whatever was known of it. */
export function unpinKey(store: TrustStore, keyId: string): TrustStore {
  return { ...store, keys: store.keys.filter((key) => key.keyId !== keyId) };
}

/** Adds a pinned time authority. A revocation that is known stays: only unpinning takes it away. */
export function addAuthority(store: TrustStore, authority: TimeAuthority): TrustStore {
  const { authorityId } = authority;
  const known = store.authorities.find((each) => each.authorityId === authorityId);
  const added = { ...authority, revoked: earlierRevocation(known?.revoked ?? null, authority.revoked) };
  const others = store.authorities.filter((each) => each.authorityId !== authorityId);
  return { ...store, authorities: [...others, added] };
}

/** Records that a time authority is not believed any more. One that is not there stays not there. */
export function revokeAuthority(
  store: TrustStore,
  authorityId: string,
  revocation: KeyRevocation,
): TrustStore {
  const authorities = store.authorities.map((authority) =>
    authority.authorityId === authorityId
      ? { ...authority, revoked: earlierRevocation(authority.revoked, revocation) }
      : authority,
  );
  return { ...store, authorities };
}

/** Removes a time authority and whatever was known of it. */
export function unpinAuthority(store: TrustStore, authorityId: string): TrustStore {
  return {
    ...store,
    authorities: store.authorities.filter((authority) => authority.authorityId !== authorityId),
  };
}

/** Sets who must have seen the heads of one log. */
export function setPolicy(store: TrustStore, policy: WitnessPolicy): TrustStore {
  const others = store.policies.filter(({ origin }) => origin !== policy.origin);
  return { ...store, policies: [...others, policy] };
}

/** The policy of one log, or null. A witness of one log says nothing about another. */
export function findPolicy(store: TrustStore, origin: string): WitnessPolicy | null {
  return store.policies.find((policy) => policy.origin === origin) ?? null;
}

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
    asFormatError(error);
    return null;
  }
}

function parsePublicKey({ role, origin, publicKey }: TrustedKey): Uint8Array | null {
  if (role === 'packer') return parseSshPublicKey(publicKey).publicKey;
  const key = parseVerifierKey(publicKey);
  return key.name === origin ? key.publicKey : null;
}

function earlierRevocation(known: KeyRevocation | null, added: KeyRevocation | null): KeyRevocation | null {
  if (known === null || added === null) return known ?? added;
  return added.at < known.at ? added : known;
}
