import type { UnixMillis } from '../../shared/bytes/units.ts';
import { authoritiesInHistory } from '../../shared/case/authority-history.ts';
import { authorityCustodyEntry, authorityRevocationCustodyEntry } from '../../shared/case/trust-facts.ts';
import type { TimeAuthority } from '../../shared/trust/time-authority.ts';
import type { KeyRevocation } from '../../shared/trust/trusted-key.ts';
import { writeCustody } from './custody-store.ts';
import type { CaseDatabase } from './database.ts';
import { StoreError } from './store-error.ts';
import { loadDecided } from './trust-store.ts';

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
    const { certificates, records } = await loadDecided(database, caseId);
    const known = authoritiesInHistory(certificates, records);
    await decide(known.find((each) => each.authorityId === authorityId));
  });
}
