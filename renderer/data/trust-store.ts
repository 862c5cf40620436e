import type { DigestHex, UnixMillis } from '../../shared/bytes/units.ts';
import type { CustodyEntry } from '../../shared/case/custody-log.ts';
import { statedHeads } from '../../shared/case/stated-heads.ts';
import { keyCustodyEntry, revocationCustodyEntry } from '../../shared/case/trust-facts.ts';
import { type CaseTrust, trustInHistory } from '../../shared/case/trust-history.ts';
import { type KeyRevocation, type TrustedKey, upgradeTrustedKey } from '../../shared/trust/trusted-key.ts';
import type { ExpectedHead } from '../../shared/verify/verify-input.ts';
import { loadCustody, writeCustody } from './custody-store.ts';
import type { CaseDatabase } from './database.ts';
import { trustOf } from './key-ranges.ts';
import { StoreError } from './store-error.ts';

/** What was decided in one case, as far as its log confirms it. Decisions of another case are never among it. */
export async function loadCaseTrust(
  database: CaseDatabase,
  caseId: string,
): Promise<CaseTrust & { readonly stated: ReadonlyMap<DigestHex, ExpectedHead> }> {
  const rows = await trustOf(database, caseId).toArray();
  const { records, brokenAt } = await loadCustody(database, caseId);
  // A log that does not hold confirms nothing: a record was laid in, or the one that unpinned a key was cut off.
  if (brokenAt !== null) return { keys: [], policies: [], stated: new Map() };
  const keys = rows.map(({ key }) => upgradeTrustedKey(key));
  return { ...trustInHistory(keys, records), stated: statedHeads(records) };
}

/** Stores pinned keys together with the custody records of what was decided: all of it, or nothing. */
export async function storeDecisions(
  database: CaseDatabase,
  caseId: string,
  keys: readonly TrustedKey[],
  records: readonly CustodyEntry[],
): Promise<void> {
  const { dexie, cases, custody, trust } = database;
  await dexie.transaction('rw', [cases, custody, trust], async () => {
    await writeCustody(database, caseId, records);
    for (const key of keys) await trust.put({ caseId, keyId: key.keyId, key });
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
  const { dexie, cases, custody, trust } = database;
  await dexie.transaction('rw', [cases, custody, trust], async () => {
    const key = (await loadCaseTrust(database, caseId)).keys.find((each) => each.keyId === keyId);
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
