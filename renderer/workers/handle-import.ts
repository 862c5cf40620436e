import { caseNameFor } from '../../shared/case/case-name.ts';
import { loadCase } from '../data/case-store.ts';
import { publishBundles } from '../data/publish-bundles.ts';
import { discardBundle, discardLeftovers } from '../data/staging.ts';
import type { BundleRow } from '../data/stored-rows.ts';
import { knownOf, loadTrust } from './case-trust.ts';
import { viewCase } from './case-view.ts';
import { importCustodyEntry } from './import-facts.ts';
import { judge, type KnownOfDelivery, nothingKnown } from './judge.ts';
import type { Call, CaseContext, CaseHandler } from './request-context.ts';
import { type ReadyBundle, stageBundle } from './stage-bundle.ts';
import { explainFullStorage } from './storage-full.ts';

export const importBundle: CaseHandler<'importBundle'> = (context, { caseId, source }, call) =>
  context.platform.withImportLock(call.signal, async () => {
    const { database, platform, opened } = context;
    await discardLeftovers(database);
    if (caseId !== null) await loadCase(database, caseId);
    const targetId = caseId ?? platform.newId();
    const ready = await stageBundle(context, targetId, source, call);
    await publishOrDiscard(context, ready, targetId, caseId === null);
    opened.keep(ready.row.bundleId, ready.opened);
    return { bundleId: ready.row.bundleId, view: await viewImported(context, targetId, call) };
  });

async function publishOrDiscard(
  context: CaseContext,
  ready: ReadyBundle,
  caseId: string,
  isNewCase: boolean,
): Promise<void> {
  const { database } = context;
  const { row, opened } = ready;
  try {
    const time = row.importedAt;
    const known = isNewCase ? nothingKnown(time) : await knownInCase(context, caseId, row);
    const imported = importCustodyEntry(ready, judge(opened, known, time).headline);
    const name = caseNameFor(opened.observation?.descriptor ?? null, row.receipt.fileName);
    await publishBundles(database, {
      caseId,
      newCase: isNewCase ? { caseId, name, kind: 'own', createdAt: time, openedAt: time } : null,
      bundles: [row],
      trustedKeys: [],
      custody: isNewCase
        ? [{ claimedTime: time, action: 'case-made', facts: [{ name: 'name', value: name }] }, imported]
        : [imported],
    });
  } catch (thrown) {
    await discardBundle(database, row.bundleId).catch(() => {});
    throw await explainFullStorage(thrown, row.storedBytes, context.platform);
  }
}

async function knownInCase(
  { database }: CaseContext,
  caseId: string,
  row: BundleRow,
): Promise<KnownOfDelivery> {
  return knownOf(await loadTrust(database, await loadCase(database, caseId)), row);
}

/** The bundle is visible now: a cancel that comes this late must not make it look refused. */
function viewImported(context: CaseContext, caseId: string, call: Call) {
  const { signal } = new AbortController();
  return viewCase(context, caseId, { signal, pace: { ...call.pace, step: async () => {} } });
}
