import type { Descriptor } from '../../shared/bundle/descriptor.ts';
import type { BundleView } from '../../shared/contract/case-protocol.ts';
import { summaryOf } from '../data/case-store.ts';
import type { BundleRow, CaseRow } from '../data/stored-rows.ts';
import { type LoadedTrust, viewHeads } from './case-trust.ts';

/** What is the same with verdicts and without them. */
export function viewTrust(row: CaseRow, rows: readonly BundleRow[], trust: LoadedTrust) {
  const { keys, policies } = trust.store;
  return {
    case: summaryOf(row, rows),
    trustedKeys: keys,
    policies,
    heads: viewHeads(trust),
  };
}

/** What is stored of a bundle, and what it says of itself. */
export function viewRow(
  { bundleId, receipt, importedAt, storedBytes }: BundleRow,
  descriptor: Pick<Descriptor, 'origin' | 'title' | 'range'> | null,
): Omit<BundleView, 'verdict' | 'offeredKeys'> {
  return {
    bundleId,
    fileName: receipt.fileName,
    origin: descriptor?.origin ?? '',
    title: descriptor?.title ?? receipt.fileName,
    importedAt,
    receipt,
    storedBytes,
    range: descriptor?.range ?? null,
  };
}
