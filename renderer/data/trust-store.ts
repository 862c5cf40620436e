import type { DigestHex, UnixMillis } from '../../shared/bytes/units.ts';
import { authoritiesInHistory } from '../../shared/case/authority-history.ts';
import type { CustodyEntry } from '../../shared/case/custody-log.ts';
import { statedHeads } from '../../shared/case/stated-heads.ts';
import {
  authorityCustodyEntry,
  authorityRevocationCustodyEntry,
  keyCustodyEntry,
  revocationCustodyEntry,
} from '../../shared/case/trust-facts.ts';
import { type CaseTrust, trustInHistory } from '../../shared/case/trust-history.ts';
import type { TimeAuthority } from '../../shared/trust/time-authority.ts';
import { type KeyRevocation, type TrustedKey, upgradeTrustedKey } from '../../shared/trust/trusted-key.ts';
import type { ExpectedHead } from '../../shared/verify/verify-input.ts';
import { loadCustody, writeCustody } from './custody-store.ts';
import type { CaseDatabase } from './database.ts';
import { authoritiesOf, trustOf } from './key-ranges.ts';
import { StoreError } from './store-error.ts';

/** What was decided in one case: of its logs, of time, and what was said of the head of a file. */
export interface Decisions extends CaseTrust {
  readonly authorities: readonly TimeAuthority[];
  readonly stated: ReadonlyMap<DigestHex, ExpectedHead>;
}

/** What was decided in one case, as far as its log confirms it. Decisions of another case are never among it. */
export async function loadCaseTrust(database: CaseDatabase, caseId: string): Promise<Decisions> {
  const rows = await trustOf(database, caseId).toArray();
  const { records, brokenAt } = await loadCustody(database, caseId);
  // A log that does not hold confirms nothing: a record was laid in, or the one that unpinned a key was cut off.
  if (brokenAt !== null) return { keys: [], policies: [], authorities: [], stated: new Map() };
  const keys = rows.map(({ key }) => upgradeTrustedKey(key));
  const stored = await authoritiesOf(database, caseId).toArray();
  const certificates = new Map(stored.map(({ authorityId, certificate }) => [authorityId, certificate]));
  return {
    ...trustInHistory(keys, records),
    authorities: authoritiesInHistory(certificates, records),
    stated: statedHeads(records),
  };
}

/** Stores pinned keys together with the custody records of what was decided: all of it, or nothing. */
export async function storeDecisions(
  database: CaseDatabase,
  caseId: string,
  keys: readonly TrustedKey[],
  records: readonly CustodyEntry[],
  pinnedAuthorities: readonly TimeAuthority[] = [],
): Promise<void> {
  const { dexie, cases, custody, trust, authorities } = database;
  await dexie.transaction('rw', [cases, custody, trust, authorities], async () => {
    await writeCustody(database, caseId, records);
    for (const key of keys) await trust.put({ caseId, keyId: key.keyId, key });
    for (const { authorityId, certificate } of pinnedAuthorities) {
      await authorities.put({ caseId, authorityId, certificate });
    }
  });
}

/** Records that a key counts no longer. Throws StoreError when it is not pinned in this case. */
export async function storeRevocation(
  database: CaseDatabase,
  caseId: string,
  keyId: string,
  revocation: KeyRevocation,
  now: UnixMillis,
): Promise<void> {
  const { dexie, cases, custody, trust, authorities } = database;
  await dexie.transaction('rw', [cases, custody, trust, authorities], async () => {
    const key = (await loadCaseTrust(database, caseId)).keys.find((each) => each.keyId === keyId);
    if (key === undefined) throw new StoreError('revoke-refused', 'The key is not pinned in this case.');
    await writeCustody(database, caseId, [revocationCustodyEntry(key, revocation, now)]);
  });
}

/** Records that a time authority is not believed any more. Throws StoreError when it is not pinned in this case. */
export async function storeAuthorityRevocation(
  database: CaseDatabase,
  caseId: string,
  authorityId: string,
  revocation: KeyRevocation,
  now: UnixMillis,
): Promise<void> {
  await decideOfAuthority(database, caseId, authorityId, async (authority) => {
    if (authority === undefined) {
      throw new StoreError('revoke-refused', 'The time authority is not pinned in this case.');
    }
    const entry = authorityRevocationCustodyEntry(authority, revocation, now);
    await writeCustody(database, caseId, [entry]);
  });
}

/** Removes a time authority together with a custody record. One that is not there is not recorded as removed. */
export async function removeAuthority(
  database: CaseDatabase,
  caseId: string,
  authorityId: string,
  now: UnixMillis,
): Promise<void> {
  await decideOfAuthority(database, caseId, authorityId, async (authority) => {
    if (authority === undefined) return;
    const entry = authorityCustodyEntry('authority-unpinned', authority, now);
    await writeCustody(database, caseId, [entry]);
    await database.authorities.delete([caseId, authorityId]);
  });
}

/** In one transaction with what the log says of it now: another window may just have decided otherwise. */
async function decideOfAuthority(
  database: CaseDatabase,
  caseId: string,
  authorityId: string,
  decide: (authority: TimeAuthority | undefined) => Promise<void>,
): Promise<void> {
  const { dexie, cases, custody, trust, authorities } = database;
  await dexie.transaction('rw', [cases, custody, trust, authorities], async () => {
    const known = (await loadCaseTrust(database, caseId)).authorities;
    await decide(known.find((each) => each.authorityId === authorityId));
  });
}

/** Removes a key together with a custody record. A key that is not there is not recorded as removed. */
export async function removeTrustedKey(
  database: CaseDatabase,
  caseId: string,
  keyId: string,
  now: UnixMillis,
): Promise<void> {
  const { dexie, cases, custody, trust } = database;
  await dexie.transaction('rw', [cases, custody, trust], async () => {
    const row = await trust.get([caseId, keyId]);
    if (row === undefined) return;
    await writeCustody(database, caseId, [keyCustodyEntry('key-unpinned', upgradeTrustedKey(row.key), now)]);
    await trust.delete([caseId, keyId]);
  });
}
