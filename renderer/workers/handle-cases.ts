import type { JudgedCaseView, OpenOrder } from '../../shared/contract/case-protocol.ts';
import {
  deleteCase as deleteStoredCase,
  isLocked,
  loadAnyCase,
  loadBundle,
  loadCaseSummaries,
} from '../data/case-store.ts';
import { writeCustody } from '../data/custody-store.ts';
import { StoreError } from '../data/store-error.ts';
import { previewCaseView, viewCase } from './case-view.ts';
import { refuseOnHold } from './handle-casework.ts';
import type { Call, CaseContext, CaseHandler } from './request-context.ts';

export const listCases: CaseHandler<'listCases'> = ({ database }) => loadCaseSummaries(database);

export const previewCase: CaseHandler<'previewCase'> = (context, { caseId }) =>
  previewCaseView(context, caseId);

export const openCase: CaseHandler<'openCase'> = (context, order, call) => openStored(context, order, call);

/** Opens a case: verifies what this run has not verified yet, and writes down what was found and when. */
export async function openStored(
  context: CaseContext,
  { caseId, again }: OpenOrder,
  call: Call,
): Promise<JudgedCaseView> {
  const { database, platform } = context;
  if (again !== undefined) await takeBackReading(context, caseId, again);
  const view = await viewCase(context, caseId, call);
  const openedAt = platform.now();
  await database.dexie.transaction('rw', [database.cases, database.custody], async () => {
    await writeCustody(database, caseId, [
      {
        claimedTime: openedAt,
        action: 'case-opened',
        facts: view.bundles.map(({ fileName, verdict }) => ({ name: fileName, value: verdict.headline })),
      },
    ]);
    await database.cases.update(caseId, { openedAt });
  });
  return { ...view, case: { ...view.case, openedAt } };
}

/** What was read before counts no more from here on, also when this check is stopped. */
async function takeBackReading(
  { database, opened }: CaseContext,
  caseId: string,
  bundleId: string,
): Promise<void> {
  const bundle = await loadBundle(database, bundleId);
  if (bundle.caseId !== caseId) {
    throw new StoreError('no-such-bundle', 'The bundle is not one of this case.');
  }
  opened.takeBack([bundleId]);
}

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
