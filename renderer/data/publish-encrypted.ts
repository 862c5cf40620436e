import type { DigestHex, UnixMillis } from '../../shared/bytes/units.ts';
import type { CustodyEntry } from '../../shared/case/custody-log.ts';
import { loadCase } from './case-store.ts';
import { writeCustody } from './custody-store.ts';
import type { CaseDatabase } from './database.ts';
import { authoritiesOf, custodyOf, searchesOf, trustOf } from './key-ranges.ts';
import { StoreError } from './store-error.ts';
import type { BundleRow, CaseHeadRow, HeadRow } from './stored-rows.ts';

export interface EncryptedPublication {
  readonly caseId: string;
  /** As `lockCaseKey` writes it, with the key under it. */
  readonly lock: string;
  readonly key: Uint8Array;
  /** Copies of the bundles, by the ids of those that are not encrypted. */
  readonly copies: ReadonlyMap<string, BundleRow>;
  readonly now: UnixMillis;
  /** What is written down of it, by the number of heads that left the memory of the profile. */
  entry(movedHeads: number): CustodyEntry;
}

/**
 * The one transaction that makes an encrypted case of one that is not: until its end all of it is as it was, and from its end on
 * nothing of it is in the open but the files and the index of its former bundles, which no row names any more. Their marks are left
 * for whoever removes them. Nobody else may be at work in the case.
 */
export async function publishEncrypted(
  database: CaseDatabase,
  publication: EncryptedPublication,
): Promise<void> {
  const { caseId, lock, key, copies, now } = publication;
  const { dexie, cases, bundles, trust, authorities, searches, custody, caseHeads, heads, staging, vault } =
    database;
  const tables = [cases, bundles, trust, authorities, searches, custody, caseHeads, heads, staging];
  try {
    await dexie.transaction('rw', tables, async () => {
      const row = await loadCase(database, caseId);
      const plain = {
        bundles: await bundles.where({ caseId }).toArray(),
        trust: await trustOf(database, caseId).toArray(),
        authorities: await authoritiesOf(database, caseId).toArray(),
        searches: await searchesOf(database, caseId).toArray(),
        custody: await custodyOf(database, caseId).toArray(),
      };
      const encrypted = plain.bundles.map(({ bundleId }) => copyOf(copies, bundleId));
      const moved = await headsOfCase(database, plain.bundles);
      // By the keys under which they lie in the open: under the key of the case they are others.
      await bundles.where({ caseId }).delete();
      await trustOf(database, caseId).delete();
      await authoritiesOf(database, caseId).delete();
      await searchesOf(database, caseId).delete();
      await custodyOf(database, caseId).delete();
      await heads.bulkDelete(moved.map(({ origin, size, noteSha256 }) => [origin, size, noteSha256]));
      // From here on every row of the case is encrypted on its way.
      vault.unlock(caseId, key);
      await cases.put({ ...row, lock });
      await bundles.bulkPut(encrypted);
      await trust.bulkPut(plain.trust);
      await authorities.bulkPut(plain.authorities);
      await searches.bulkPut(plain.searches);
      await custody.bulkPut(plain.custody);
      await caseHeads.bulkPut(moved.map((head): CaseHeadRow => ({ caseId, headId: head.noteSha256, head })));
      await staging.bulkPut(plain.bundles.map(({ bundleId }) => ({ bundleId, since: now })));
      await staging.bulkDelete(encrypted.map(({ bundleId }) => bundleId));
      await writeCustody(database, caseId, [publication.entry(moved.length)]);
    });
  } catch (thrown) {
    vault.forget(caseId);
    throw thrown;
  }
}

function copyOf(copies: ReadonlyMap<string, BundleRow>, bundleId: string): BundleRow {
  const copy = copies.get(bundleId);
  if (copy !== undefined) return copy;
  throw new StoreError('encryption-refused', 'A bundle came into this case meanwhile. Nothing was changed.');
}

/**
 * Heads that the memory of the profile has from bundles of this case, and of no other case that is not encrypted: they name its logs
 * and its files. A case that knows the same head by another bundle brings it to memory again when it is opened.
 */
async function headsOfCase(
  { anyCases, bundles, heads }: CaseDatabase,
  own: readonly BundleRow[],
): Promise<readonly HeadRow[]> {
  const caseIds = new Set(own.map(({ caseId }) => caseId));
  const members = membersOf(own);
  const elsewhere = new Set<DigestHex>();
  for (const { caseId, lock } of await anyCases.toArray()) {
    if (lock !== undefined || caseIds.has(caseId)) continue;
    for (const digest of membersOf(await bundles.where({ caseId }).toArray())) elsewhere.add(digest);
  }
  const all = await heads.toArray();
  return all.filter(({ delivery }) => members.has(delivery) && !elsewhere.has(delivery));
}

/** A head names its bundle by the digest of one member. */
function membersOf(bundles: readonly BundleRow[]): ReadonlySet<DigestHex> {
  return new Set(bundles.flatMap(({ receipt }) => receipt.members.map(({ sha256 }) => sha256)));
}
