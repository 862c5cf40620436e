import type { BundleView, CaseView } from '../../shared/contract/case-protocol.ts';
import { loadBundles, loadCase } from '../data/case-store.ts';
import { loadTrust } from './case-trust.ts';
import { loadJudging } from './load-judging.ts';
import type { CaseContext } from './request-context.ts';
import { viewRow, viewTrust } from './view-stored.ts';

/**
 * A case as it is stored, without reading more of a bundle than its description. What this run has read is judged;
 * nothing is brought to memory, because the heads of the other bundles may come before.
 */
export async function previewCaseView(context: CaseContext, caseId: string): Promise<CaseView> {
  const { database, platform, opened } = context;
  const row = await loadCase(database, caseId);
  const rows = await loadBundles(database, caseId);
  const trust = await loadTrust(database, row);
  const judgedAt = platform.now();
  const bundles = await Promise.all(
    rows.map(async (bundle): Promise<BundleView> => {
      const read = opened.knownWith(bundle, trust.remembered);
      if (read !== null) {
        const { judging } = await loadJudging();
        return judging.viewBundle({ row: bundle, opened: read }, trust, judgedAt);
      }
      const descriptor = await opened.stated(bundle);
      return { ...viewRow(bundle, descriptor), verdict: null, offeredKeys: [] };
    }),
  );
  // Certificates are read by a part of the program that most cases do not need to be shown.
  const hasAuthorities = trust.store.authorities.length > 0;
  const authorities = hasAuthorities ? (await loadJudging()).judging.viewAuthorities(trust) : [];
  return { ...viewTrust(row, rows, trust), authorities, judgedAt, bundles };
}
