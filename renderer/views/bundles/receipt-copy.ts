import type { ReceiptFrame } from '../../../shared/case/receipt-text.ts';
import type { BundleView } from '../../../shared/contract/case-protocol.ts';

/** What this run knows of the stored copy. Whoever holds the receipt alone cannot see the line that says it on screen. */
export function copyStanding({ verdict }: Pick<BundleView, 'verdict'>): ReceiptFrame['copy'] {
  if (verdict === null) return 'not-compared';
  return verdict.headline === 'LOCAL COPY ALTERED' ? 'altered' : 'compared';
}
