import type { HitSort } from '../../../../shared/contract/search-protocol.ts';

/** What pressing a header asks for: first ascending, then descending, then the order of the log again. */
export function nextSort({ by, isDescending }: HitSort, pressed: string): HitSort {
  if (by !== pressed) return { by: pressed, isDescending: false };
  if (!isDescending) return { by, isDescending: true };
  return { by: 'log', isDescending: false };
}

/** As ARIA names it; `none` for a column that could sort and does not. */
export function ariaSortOf({ by, isDescending }: HitSort, key: string | null) {
  if (key === null) return undefined;
  if (by !== key) return 'none';
  return isDescending ? 'descending' : 'ascending';
}
