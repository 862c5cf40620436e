import type { ImportReceipt } from '../../../shared/contract/case-protocol.ts';

/** All lines of a bundle: entries, withheld, ambiguous and rejected ones. Each of them has a row. */
export function lineCount({ members }: ImportReceipt): number {
  return members.reduce((sum, { lines }) => sum + (lines ?? 0), 0);
}
