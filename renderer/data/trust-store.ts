import type { DigestHex, UnixMillis } from '../../shared/bytes/units.ts';
import type { CustodyEntry } from '../../shared/case/custody-log.ts';
import type { CustodyRecord } from '../../shared/case/custody-record.ts';
import { statedHeads } from '../../shared/case/stated-heads.ts';
import { keyCustodyEntry, revocationCustodyEntry } from '../../shared/case/trust-facts.ts';
import { type CaseTrust, trustInHistory } from '../../shared/case/trust-history.ts';
import type { TimeAuthority } from '../../shared/trust/time-authority.ts';
import { type KeyRevocation, type TrustedKey, upgradeTrustedKey } from '../../shared/trust/trusted-key.ts';
import type { ExpectedHead } from '../../shared/verify/verify-input.ts';
import { loadCustody, writeCustody } from './custody-store.ts';
import type { CaseDatabase } from './database.ts';
import { authoritiesOf, trustOf } from './key-ranges.ts';
import { StoreError } from './store-error.ts';

/** What was decided in one case of its logs, and what was said of the head of a file. */
export interface Decided extends CaseTrust {
  readonly stated: ReadonlyMap<DigestHex, ExpectedHead>;
  /** From these two, `authoritiesInHistory` makes the time authorities: whoever does not need them reads no certificate. */
  readonly certificates: ReadonlyMap<string, string>;
  readonly records: readonly CustodyRecord[];
}

/** What was decided in one case, as far as its log confirms it. Decisions of another case are never among it. */
export async function loadDecided(database: CaseDatabase, caseId: string): Promise<Decided> {
  const rows = await trustOf(database, caseId).toArray();
  const { records, brokenAt } = await loadCustody(database, caseId);
  // A log that does not hold confirms nothing: a record was laid in, or the one that unpinned a key was cut off.
  if (brokenAt !== null)
    return { keys: [], policies: [], stated: new Map(), certificates: new Map(), records: [] };
  const keys = rows.map(({ key }) => upgradeTrustedKey(key));
  const stored = await authoritiesOf(database, caseId).toArray();
  const certificates = new Map(stored.map(({ authorityId, certificate }) => [authorityId, certificate]));
  return { ...trustInHistory(keys, records), stated: statedHeads(records), certificates, records };
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
    const key = (await loadDecided(database, caseId)).keys.find((each) => each.keyId === keyId);
    if (key === undefined) throw new StoreError('revoke-refused', 'The key is not pinned in this case.');
    await writeCustody(database, caseId, [revocationCustodyEntry(key, revocation, now)]);
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
