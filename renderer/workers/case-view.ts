import type { UnixMillis } from '../../shared/bytes/units.ts';
import type { BundleView, CaseView } from '../../shared/contract/case-protocol.ts';
import type { TrustedKey } from '../../shared/trust/trusted-key.ts';
import { offeredKeys } from '../../shared/verify/offered-keys.ts';
import { loadBundles, loadCase, summaryOf } from '../data/case-store.ts';
import type { BundleRow } from '../data/stored-rows.ts';
import { loadTrustedKeys } from '../data/trust-store.ts';
import { judge, type OpenedBundle } from './opened-bundles.ts';
import type { Call, CaseContext } from './request-context.ts';

/** A case with the verdicts of its bundles, computed now with the keys that are pinned now. */
export async function viewCase(context: CaseContext, caseId: string, call: Call): Promise<CaseView> {
  const { database, opened } = context;
  const row = await loadCase(database, caseId);
  const bundles = await loadBundles(database, caseId);
  const trustedKeys = await loadTrustedKeys(database, caseId);
  const views: BundleView[] = [];
  for (const bundle of bundles) {
    views.push(viewBundle(bundle, await opened.open(bundle, call.pace), trustedKeys, context.platform.now()));
    await call.pace.step();
  }
  return { case: summaryOf(row, bundles), bundles: views, trustedKeys };
}

function viewBundle(
  row: BundleRow,
  opened: OpenedBundle,
  trustedKeys: readonly TrustedKey[],
  now: UnixMillis,
): BundleView {
  const { observation } = opened;
  return {
    bundleId: row.bundleId,
    fileName: row.receipt.fileName,
    origin: observation?.descriptor.origin ?? '',
    title: observation?.descriptor.title ?? row.receipt.fileName,
    importedAt: row.importedAt,
    receipt: row.receipt,
    verdict: judge(opened, trustedKeys, now),
    offeredKeys: observation === null ? [] : offeredKeys(observation, trustedKeys),
    storedBytes: row.storedBytes,
  };
}
