import type { EntryRow } from '../../shared/contract/case-protocol.ts';
import { lineCount } from '../../shared/index/index-part.ts';
import { partRow } from '../../shared/index/part-rows.ts';
import { loadBundle } from '../data/case-store.ts';
import { findLine } from '../data/part-store.ts';
import { StoreError } from '../data/store-error.ts';
import { damageTest } from './opened-bundles.ts';
import { readEntryDetail } from './read-entry-detail.ts';
import type { CaseHandler } from './request-context.ts';

/** More rows than any window shows; a larger question would hold up every other one. */
const mostRows = 4_096;

export const listEntries: CaseHandler<'listEntries'> = async (context, { bundleId, first, count }, call) => {
  const { database, opened, lines } = context;
  const row = await loadBundle(database, bundleId);
  const bundle = await opened.open(row, call.pace);
  // Rows are made from columns, and a column that does not follow from the bytes would be shown as evidence.
  if (bundle.observation === null || bundle.differences.length > 0) {
    throw new StoreError(
      'copy-altered',
      'The copy in the case database was altered, so no table is made from it. Import the delivered file again.',
    );
  }
  const isDamaged = damageTest(bundle);
  const rows: EntryRow[] = [];
  const end = first + Math.min(count, mostRows);
  for (let next = first; next < end; ) {
    const place = findLine(row, next);
    const part = place === null ? null : await lines.part(row, place);
    if (place === null || part === null) break;
    const partEnd = Math.min(lineCount(part), place.index + end - next);
    for (let index = place.index; index < partEnd; index++) {
      rows.push(partRow(part, index, place.firstOrdinal, isDamaged));
    }
    next = first + rows.length;
    await call.pace.step();
  }
  return rows;
};

export const readEntry: CaseHandler<'readEntry'> = async (context, { bundleId, ordinal }, call) => {
  const { database, opened, lines } = context;
  const row = await loadBundle(database, bundleId);
  return readEntryDetail(lines, row, await opened.open(row, call.pace), ordinal);
};
