import type { CaseWorkerStart } from '../../shared/contract/case-worker-name.ts';
import { loadBundles, loadCase } from '../data/case-store.ts';
import { findLine } from '../data/part-store.ts';
import type { CaseContext } from './request-context.ts';

export type ForeseenCase = Pick<CaseWorkerStart, 'caseId' | 'bundleId'>;

/**
 * Reads what a window at this address asks for first: the description of its bundle and the part with the first lines, which
 * are then held when it asks, while its own program was still being compiled. Nothing is answered here, and nothing is done
 * for a case that is locked, gone or was never there: whoever asks for it is told so.
 */
export async function foreseeCase(
  { database, opened, lines }: Pick<CaseContext, 'database' | 'opened' | 'lines'>,
  { caseId, bundleId }: ForeseenCase,
): Promise<void> {
  if (caseId === null) return;
  await loadCase(database, caseId);
  const bundles = await loadBundles(database, caseId);
  const bundle = bundles.find((each) => each.bundleId === bundleId) ?? bundles[0];
  const first = bundle === undefined ? null : findLine(bundle, 0);
  if (bundle === undefined) return;
  await Promise.all([opened.stated(bundle), first === null ? null : lines.part(bundle, first)]);
}
