import type { UnixMillis } from '../../shared/bytes/units.ts';
import { keyCustodyEntry, keysInHistory } from '../../shared/case/trust-history.ts';
import { type TrustedKey, upgradeTrustedKey } from '../../shared/trust/trusted-key.ts';
import { loadCustody, writeCustody } from './custody-store.ts';
import type { CaseDatabase } from './database.ts';
import { trustOf } from './key-ranges.ts';

/** The keys of one case that its log confirms. Keys of another case are never among them. */
export async function loadTrustedKeys(
  database: CaseDatabase,
  caseId: string,
): Promise<readonly TrustedKey[]> {
  const rows = await trustOf(database, caseId).toArray();
  const { records, brokenAt } = await loadCustody(database, caseId);
  // A log that does not hold confirms nothing: a record was laid in, or the one that unpinned a key was cut off.
  if (brokenAt !== null) return [];
  return keysInHistory(
    rows.map(({ key }) => upgradeTrustedKey(key)),
    records,
  );
}

/** Stores a pinned key together with its custody record. */
export async function storeTrustedKey(
  database: CaseDatabase,
  caseId: string,
  key: TrustedKey,
  now: UnixMillis,
): Promise<void> {
  const { dexie, cases, custody, trust } = database;
  await dexie.transaction('rw', [cases, custody, trust], async () => {
    await writeCustody(database, caseId, [keyCustodyEntry('key-pinned', key, now)]);
    await trust.put({ caseId, keyId: key.keyId, key });
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
