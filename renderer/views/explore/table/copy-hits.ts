import type { BundleView } from '../../../../shared/contract/case-protocol.ts';
import type { HitRow } from '../../../../shared/contract/search-protocol.ts';
import type { CaseClient } from '../../../client/case-client.ts';
import type { SearchPages } from '../../../client/search-pages.ts';
import { citation } from './copy-text.ts';
import { type RowSelection, selectedCount } from './row-selection.ts';

/** A clipboard of more makes other programs stop; such a list is a matter of the command line. */
export const mostCopiedRows = 50_000;
/** The bytes of each are read and digested again. */
export const mostCitations = 1_000;
/** Rows in one message. */
const batchRows = 2_048;

interface HitReading {
  readonly client: CaseClient;
  readonly pages: SearchPages;
  readonly onProgress: (done: number) => void;
}

/** The chosen rows in the order of the result, whether or not they were ever on screen. */
export async function readHits(
  selection: RowSelection,
  { client, pages, onProgress }: HitReading,
): Promise<readonly HitRow[]> {
  const rows: HitRow[] = [];
  for (const { first, end } of selection.runs) {
    for (let from = first; from < end; from += batchRows) {
      const count = Math.min(batchRows, end - from);
      rows.push(...(await client.call('listHits', { ...pages.order, first: from, count })));
      onProgress(rows.length);
    }
  }
  if (rows.length !== selectedCount(selection)) {
    throw new Error(`${selectedCount(selection)} lines were asked for and ${rows.length} came.`);
  }
  return rows;
}

/** A citation of each row, from bytes that are read and digested for it. */
export async function readCitations(
  rows: readonly HitRow[],
  sourceOf: (row: HitRow) => BundleView | null,
  { client, onProgress }: Omit<HitReading, 'pages'>,
): Promise<readonly string[]> {
  const citations: string[] = [];
  for (const row of rows) {
    const source = sourceOf(row);
    if (source === null) throw new Error('A line is of a bundle that the case does not hold any more.');
    const { bundleId, ordinal } = row;
    const { leafNow } = await client.call('readEntry', { bundleId, ordinal });
    citations.push(citation(row, leafNow, source));
    onProgress(citations.length);
  }
  return citations;
}
