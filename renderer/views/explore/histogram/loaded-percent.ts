import type { SearchStanding } from '../../../client/search-session.ts';
import { percentOf } from '../../common/format-number.ts';

/** How much of the index is loaded, while a search waits for that; null otherwise. */
export function loadedPercent(standing: SearchStanding): number | null {
  if (standing.kind !== 'pending' && standing.kind !== 'counting') return null;
  const { progress } = standing;
  if (progress?.stage !== 'loading-index' || progress.bytesDone >= progress.bytesTotal) return null;
  return percentOf(progress.bytesDone, progress.bytesTotal);
}
