import {
  deleteCase as deleteStoredCase,
  isLocked,
  loadAnyCase,
  loadCaseSummaries,
} from '../data/case-store.ts';
import { writeCustody } from '../data/custody-store.ts';
import { StoreError } from '../data/store-error.ts';
import { previewCaseView } from './case-preview.ts';
import { refuseOnHold } from './handle-casework.ts';
import type { CaseContext, CaseHandler } from './request-context.ts';

export const listCases: CaseHandler<'listCases'> = ({ database }) => loadCaseSummaries(database);

export const previewCase: CaseHandler<'previewCase'> = (context, { caseId }) =>
  previewCaseView(context, caseId);

/** The journal says first that the case is to go: a deletion that is cut short is then ended by the next start, not undone. */
export const deleteCase: CaseHandler<'deleteCase'> = async (context, { caseId, isUnseen = false }) => {
  const { database, platform, opened, journals } = context;
  const row = await loadAnyCase(database, caseId);
  if (!(isLocked(row) && isUnseen)) await refuseOnHold(database, caseId);
  const bundleIds = await database.bundles.where({ caseId }).primaryKeys();
  if (row.lock === undefined) await recordDeletion(context, caseId);
  else await journals.markDeleted(caseId);
  await deleteStoredCase(database, caseId, platform.now());
  await journals.remove(caseId);
  database.vault.forget(caseId);
  opened.forget(bundleIds);
  return null;
};

async function recordDeletion({ database, platform, journals }: CaseContext, caseId: string): Promise<void> {
  await database.dexie.transaction('rw', [database.cases, database.custody], async () => {
    await writeCustody(database, caseId, [
      { claimedTime: platform.now(), action: 'case-deleted', facts: [] },
    ]);
  });
  await journals.keep([caseId]).catch((thrown) => {
    // A journal that contradicts the database cannot be added to; the case can still be given up.
    if (!(thrown instanceof StoreError && thrown.code === 'journal-contradicts')) throw thrown;
  });
}
