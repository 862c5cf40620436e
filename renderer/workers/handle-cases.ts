import type { CaseView } from '../../shared/contract/case-protocol.ts';
import { deleteCase as deleteStoredCase, loadBundles, loadCaseSummaries } from '../data/case-store.ts';
import { writeCustody } from '../data/custody-store.ts';
import { viewCase } from './case-view.ts';
import type { Call, CaseContext, CaseHandler } from './request-context.ts';

export const listCases: CaseHandler<'listCases'> = ({ database }) => loadCaseSummaries(database);

export const openCase: CaseHandler<'openCase'> = (context, { caseId }, call) =>
  openById(context, caseId, call);

/** Opens a case: verifies it, and writes down what was found and when. */
export async function openById(context: CaseContext, caseId: string, call: Call): Promise<CaseView> {
  const { database, platform } = context;
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

export const deleteCase: CaseHandler<'deleteCase'> = async (
  { database, platform, opened, lines },
  { caseId },
) => {
  const bundles = await loadBundles(database, caseId);
  await deleteStoredCase(database, caseId, platform.now());
  const bundleIds = bundles.map(({ bundleId }) => bundleId);
  opened.forget(bundleIds);
  lines.forget(bundleIds);
  return null;
};
