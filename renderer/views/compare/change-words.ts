import type { ComparedLines } from '../../../shared/contract/search-protocol.ts';
import { compareText } from '../../text/compare.ts';

/** How much larger the share is on the right, in percentage points: `+12.5 pp`. Nothing where a side has no line. */
export function changeWords({ left, right }: ComparedLines, totals: ComparedLines): string {
  if (totals.left === 0 || totals.right === 0) return '–';
  // Whole numbers say whether anything changed at all; only then it is rounded.
  const product = right * totals.left - left * totals.right;
  if (product === 0) return '0';
  const points = (Math.abs(product) / (totals.left * totals.right)) * 100;
  const sign = product > 0 ? '+' : '−';
  return compareText.points(points < 0.1 ? `${sign} < 0.1` : `${sign}${points.toFixed(1)}`);
}
