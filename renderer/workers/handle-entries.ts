import type { EntryRow } from '../../shared/contract/case-protocol.ts';
import { lineCount } from '../../shared/index/block.ts';
import { blockRows } from '../../shared/index/block-rows.ts';
import { loadBlockAt } from '../data/block-store.ts';
import { loadBundle } from '../data/case-store.ts';
import { StoreError } from '../data/store-error.ts';
import { damageTest } from './opened-bundles.ts';
import { readEntryDetail } from './read-entry-detail.ts';
import type { CaseHandler } from './request-context.ts';

/** More rows than any window shows; a larger question would hold up every other one. */
const mostRows = 4_096;

export const listEntries: CaseHandler<'listEntries'> = async (context, { bundleId, first, count }, call) => {
  const { database, opened } = context;
  const bundle = await opened.open(await loadBundle(database, bundleId), call.pace);
  // Rows are made from columns, and a column that does not follow from the bytes would be shown as evidence.
  if (bundle.dictionaries === null || bundle.differences.length > 0) {
    throw new StoreError(
      'copy-altered',
      'The copy in the case database was altered, so no table is made from it. Import the delivered file again.',
    );
  }
  const rows: EntryRow[] = [];
  const end = first + Math.min(count, mostRows);
  for (let next = first; next < end; ) {
    const block = await loadBlockAt(database, bundleId, next);
    if (block === null) break;
    rows.push(...blockRows(block, bundle.dictionaries, damageTest(bundle), next, end - next));
    next = block.firstOrdinal + lineCount(block);
    await call.pace.step();
  }
  return rows;
};

export const readEntry: CaseHandler<'readEntry'> = async (context, { bundleId, ordinal }, call) => {
  const { database, opened } = context;
  const bundle = await opened.open(await loadBundle(database, bundleId), call.pace);
  return readEntryDetail(database, bundleId, bundle, ordinal);
};
