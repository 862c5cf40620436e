import type { UnixMillis } from '../../shared/bytes/units.ts';
import type { CaseSummary } from '../../shared/contract/case-protocol.ts';
import type { CaseDatabase } from './database.ts';
import { authoritiesOf, custodyOf, searchesOf, trustOf } from './key-ranges.ts';
import { discardBundle } from './staging.ts';
import { StoreError } from './store-error.ts';
import type { BundleRow, CaseRow } from './stored-rows.ts';

/** The row of a case. Throws StoreError when there is none: another window may have deleted it. */
export async function loadCase(database: CaseDatabase, caseId: string): Promise<CaseRow> {
  const row = await database.cases.get(caseId);
  if (row === undefined) throw new StoreError('no-such-case', 'This case does not exist, or was deleted.');
  return row;
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
export async function loadCaseSummaries(database: CaseDatabase): Promise<readonly CaseSummary[]> {
  const [cases, bundles] = await database.dexie.transaction('r', [database.cases, database.bundles], () =>
    Promise.all([database.cases.toArray(), database.bundles.toArray()]),
  );
  return cases
    .map((row) =>
      summaryOf(
        row,
        bundles.filter((bundle) => bundle.caseId === row.caseId),
      ),
    )
    .sort((left, right) => right.openedAt - left.openedAt);
}

/** The summary of one case with these bundles. */
export function summaryOf(row: CaseRow, bundles: readonly BundleRow[]): CaseSummary {
  const { caseId, name, kind, createdAt, openedAt } = row;
  const entryCount = bundles.reduce((sum, { receipt }) => sum + receipt.entries + receipt.withheld, 0);
  return { caseId, name, kind, createdAt, openedAt, bundleCount: bundles.length, entryCount };
}

/**
 * Deletes a case. One transaction makes it invisible as a whole and marks its bundles; then their bytes go,
 * bundle by bundle. If the program ends in between, the marks make the next start go on.
 */
export async function deleteCase(database: CaseDatabase, caseId: string, now: UnixMillis): Promise<void> {
  const { dexie, cases, bundles, staging, trust, authorities, searches, custody } = database;
  const tables = [cases, bundles, staging, trust, authorities, searches, custody];
  const bundleIds = await dexie.transaction('rw', tables, async () => {
    await loadCase(database, caseId);
    const ids = await bundles.where({ caseId }).primaryKeys();
    await staging.bulkPut(ids.map((bundleId) => ({ bundleId, since: now })));
    await bundles.where({ caseId }).delete();
    await trustOf(database, caseId).delete();
    await authoritiesOf(database, caseId).delete();
    await searchesOf(database, caseId).delete();
    await custodyOf(database, caseId).delete();
    await cases.delete(caseId);
    return ids;
  });
  for (const bundleId of bundleIds) await discardBundle(database, bundleId);
}
