import type { UnixMillis } from '../../shared/bytes/units.ts';
import type { CaseSummary, LockedCase } from '../../shared/contract/case-protocol.ts';
import type { CaseDatabase } from './database.ts';
import { authoritiesOf, caseHeadsOf, custodyOf, searchesOf, trustOf } from './key-ranges.ts';
import { discardBundle } from './staging.ts';
import { StoreError } from './store-error.ts';
import type { BundleRow, CaseRow, LockedCaseRow } from './stored-rows.ts';
import { lockedCase } from './vault.ts';

/** The row of a case. Throws StoreError when there is none, since another window may have deleted it, and when it is locked. */
export async function loadCase(database: CaseDatabase, caseId: string): Promise<CaseRow> {
  const row = existing(await database.anyCases.get(caseId));
  if (isLocked(row)) throw lockedCase();
  return row;
}

/** The row of a case, of which not much can be read while it is locked. Throws StoreError when there is none. */
export async function loadAnyCase(database: CaseDatabase, caseId: string): Promise<CaseRow | LockedCaseRow> {
  return existing(await database.anyCases.get(caseId));
}

function existing<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new StoreError('no-such-case', 'This case does not exist, or was deleted.');
  return row;
}

export function isLocked(row: CaseRow | LockedCaseRow): row is LockedCaseRow {
  return 'isLocked' in row;
}

/** The row of a published bundle. Throws StoreError when there is none. */
export async function loadBundle(database: CaseDatabase, bundleId: string): Promise<BundleRow> {
  const row = await database.bundles.get(bundleId);
  if (row === undefined)
    throw new StoreError('no-such-bundle', 'This bundle does not exist, or was deleted.');
  return row;
}

/** The bundles of a case in the order of their import. */
export async function loadBundles(database: CaseDatabase, caseId: string): Promise<readonly BundleRow[]> {
  return await database.bundles.where({ caseId }).sortBy('importedAt');
}

/** All cases, the one that was opened last first. */
export async function loadCaseSummaries(
  database: CaseDatabase,
): Promise<readonly (CaseSummary | LockedCase)[]> {
  const { dexie, anyCases, bundles } = database;
  const summaries = await dexie.transaction('r', [anyCases, bundles], async () => {
    const found: (CaseSummary | LockedCase)[] = [];
    for (const row of await anyCases.toArray()) {
      const { caseId, createdAt, openedAt } = row;
      found.push(
        isLocked(row)
          ? { caseId, createdAt, openedAt, isLocked: true }
          : summaryOf(row, await bundles.where({ caseId }).toArray()),
      );
    }
    return found;
  });
  return summaries.sort((left, right) => right.openedAt - left.openedAt);
}

/** The summary of one case with these bundles. */
export function summaryOf(row: CaseRow, bundles: readonly BundleRow[]): CaseSummary {
  const { caseId, name, kind, createdAt, openedAt } = row;
  const entryCount = bundles.reduce((sum, { receipt }) => sum + receipt.entries + receipt.withheld, 0);
  const isEncrypted = row.lock !== undefined;
  return { caseId, name, kind, createdAt, openedAt, bundleCount: bundles.length, entryCount, isEncrypted };
}

/**
 * Deletes a case. One transaction makes it invisible as a whole and marks its bundles; then their bytes go,
 * bundle by bundle. If the program ends in between, the marks make the next start go on.
 */
export async function deleteCase(database: CaseDatabase, caseId: string, now: UnixMillis): Promise<void> {
  const { dexie, cases, bundles, staging, trust, authorities, searches, custody, caseHeads } = database;
  const tables = [cases, bundles, staging, trust, authorities, searches, custody, caseHeads];
  const bundleIds = await dexie.transaction('rw', tables, async () => {
    await loadAnyCase(database, caseId);
    const ids = await bundles.where({ caseId }).primaryKeys();
    await staging.bulkPut(ids.map((bundleId) => ({ bundleId, since: now })));
    await bundles.where({ caseId }).delete();
    await trustOf(database, caseId).delete();
    await authoritiesOf(database, caseId).delete();
    await searchesOf(database, caseId).delete();
    await custodyOf(database, caseId).delete();
    await caseHeadsOf(database, caseId).delete();
    await cases.delete(caseId);
    return ids;
  });
  for (const bundleId of bundleIds) await discardBundle(database, bundleId);
}
