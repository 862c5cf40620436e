import type { JudgedCaseView, OpenOrder } from '../../shared/contract/case-protocol.ts';
import { loadBundle } from '../data/case-store.ts';
import { writeCustody } from '../data/custody-store.ts';
import { StoreError } from '../data/store-error.ts';
import { viewCase } from './case-view.ts';
import type { Call, CaseContext, CaseHandler } from './request-context.ts';

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
