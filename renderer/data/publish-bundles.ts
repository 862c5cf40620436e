import type { ByteCount } from '../../shared/bytes/units.ts';
import type { CustodyEntry } from '../../shared/case/custody-log.ts';
import type { TrustedKey } from '../../shared/trust/trusted-key.ts';
import { writeCustody } from './custody-store.ts';
import type { CaseDatabase } from './database.ts';
import { fileMark } from './encrypted-rows.ts';
import { StoreError } from './store-error.ts';
import type { BundleRow, CaseRow } from './stored-rows.ts';

/** Everything that becomes visible at once. */
export interface Publication {
  readonly caseId: string;
  /** Present when the case is made by this publication. */
  readonly newCase: Omit<CaseRow, 'custodyHead'> | null;
  readonly bundles: readonly BundleRow[];
  readonly trustedKeys: readonly TrustedKey[];
  readonly custody: readonly CustodyEntry[];
}

/**
 * The one transaction that makes staged bundles visible, with their custody records: all of it, or nothing.
 * Throws StoreError when the case was deleted, or the same bytes were imported, while the bundle was read.
 */
export async function publishBundles(database: CaseDatabase, publication: Publication): Promise<void> {
  const { caseId, newCase, bundles, trustedKeys, custody } = publication;
  const { cases, staging, trust } = database;
  await database.dexie.transaction(
    'rw',
    [cases, database.bundles, staging, trust, database.custody],
    async () => {
      if (newCase !== null) await cases.add({ ...newCase, custodyHead: null });
      await writeCustody(database, caseId, custody);
      for (const bundle of bundles) {
        await refuseSecondImport(database, bundle);
        await database.bundles.add(bundle);
        await staging.delete(bundle.bundleId);
      }
      for (const key of trustedKeys) await trust.put({ caseId, keyId: key.keyId, key });
    },
  );
}

/** Refuses bytes that the case already holds, and names the import that brought them. */
export async function refuseSecondImport(
  database: CaseDatabase,
  bundle: Pick<BundleRow, 'caseId' | 'fileSha256'>,
): Promise<void> {
  const { caseId } = bundle;
  const fileSha256 = fileMark(database.vault, caseId, bundle.fileSha256);
  const earlier = await database.bundles.where('[caseId+fileSha256]').equals([caseId, fileSha256]).first();
  if (earlier === undefined) return;
  const day = new Date(earlier.importedAt).toISOString();
  throw new StoreError(
    'already-imported',
    `The same bytes are already in this case: "${earlier.receipt.fileName}", imported at ${day} (UTC).`,
  );
}

/** Whether the case holds a file of so many bytes, which may be the same one. */
export async function hasFileOfSize(
  database: CaseDatabase,
  caseId: string,
  bytes: ByteCount,
): Promise<boolean> {
  const bundles = await database.bundles.where({ caseId }).toArray();
  return bundles.some(({ receipt }) => receipt.fileBytes === bytes);
}
