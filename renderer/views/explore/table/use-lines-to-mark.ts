import { useMemo } from 'react';
import { useCaseClient } from '../../../client/case-client-context.ts';
import type { LinesToMark } from '../../casework/lines-to-mark.ts';
import { readHits } from './copy-hits.ts';
import { onlyRow, selectedCount } from './row-selection.ts';
import type { HitCursor } from './use-hit-cursor.ts';

/** The chosen lines of the shown result; the active one when none is chosen. */
export function useLinesToMark(queryDigest: string, { pages, selection, active }: HitCursor): LinesToMark {
  const client = useCaseClient();
  return useMemo(
    () => ({
      query: pages?.order.query ?? '',
      queryDigest,
      read: (onProgress) => {
        if (pages === null) return Promise.resolve([]);
        const chosen = selectedCount(selection) === 0 ? onlyRow(active) : selection;
        return readHits(chosen, { client, pages, onProgress });
      },
    }),
    [client, pages, selection, active, queryDigest],
  );
}
