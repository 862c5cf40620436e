import { BugError } from '../../shared/bytes/errors.ts';
import type { EntryOrdinal } from '../../shared/bytes/units.ts';
import type { EntryRow } from '../../shared/contract/case-protocol.ts';
import { lineCount } from '../../shared/index/index-part.ts';
import { type DamageTest, partRow } from '../../shared/index/part-rows.ts';
import { loadBundle } from '../data/case-store.ts';
import { findLine } from '../data/part-store.ts';
import { StoreError } from '../data/store-error.ts';
import type { BundleRow } from '../data/stored-rows.ts';
import { damageTest, type OpenedBundle } from './opened-bundles.ts';
import { ofOpened, ofPreview, readEntryDetail } from './read-entry-detail.ts';
import type { Call, CaseContext, CaseHandler } from './request-context.ts';

/** More rows than any window shows; a larger question would hold up every other one. */
const mostRows = 4_096;

/**
 * Rows come from the stored index alone. Until this run has compared it with the bytes, they are what the database says
 * and no more; the window says so above them.
 */
export const listEntries: CaseHandler<'listEntries'> = async (context, { bundleId, first, count }, call) => {
  const row = await loadBundle(context.database, bundleId);
  const bundle = await openedForRows(context, row, call);
  const { foreground } = context;
  if (bundle === null)
    return foreground.during(() => readUncheckedRows(context, row, { first, count }, call));
  // Rows are made from columns, and a column that does not follow from the bytes would be shown as evidence.
  if (bundle.observation === null || bundle.differences.length > 0) {
    throw new StoreError(
      'copy-altered',
      'The copy in the case database was altered, so no table is made from it. Import the delivered file again.',
    );
  }
  const isDamaged = damageTest(bundle);
  return foreground.during(() => readRows(context, row, { first, count, isDamaged }, call));
};

export const readEntry: CaseHandler<'readEntry'> = async (context, { bundleId, ordinal }, call) => {
  const { database, opened, lines, foreground } = context;
  const row = await loadBundle(database, bundleId);
  const bundle = await openedForRows(context, row, call);
  return foreground.during(async () => {
    const around = bundle === null ? ofPreview(await opened.preview(row)) : ofOpened(bundle);
    return readEntryDetail(lines, row, around, ordinal);
  });
};

/** Null while it was not verified. A bundle that an older Vouch stored has no index before it was read once. */
async function openedForRows(
  { opened }: CaseContext,
  row: BundleRow,
  call: Call,
): Promise<OpenedBundle | null> {
  return opened.known(row) ?? (row.partCount === null ? opened.open(row, call) : null);
}

interface WantedRows {
  readonly first: EntryOrdinal;
  readonly count: number;
}

/** An index that nobody has compared may hold anything: what cannot be read of it is no fault of this program. */
async function readUncheckedRows(
  context: CaseContext,
  row: BundleRow,
  wanted: WantedRows,
  call: Call,
): Promise<readonly EntryRow[]> {
  try {
    return await readRows(context, row, { ...wanted, isDamaged: () => false }, call);
  } catch (error) {
    if (!(error instanceof BugError || error instanceof TypeError || error instanceof RangeError))
      throw error;
    throw contradiction();
  }
}

async function readRows(
  { lines }: CaseContext,
  row: BundleRow,
  { first, count, isDamaged }: WantedRows & { readonly isDamaged: DamageTest },
  call: Call,
): Promise<readonly EntryRow[]> {
  const rows: EntryRow[] = [];
  const end = first + Math.min(count, mostRows);
  for (let next = first; next < end; next = first + rows.length) {
    const place = findLine(row, next);
    if (place === null) break;
    const found = await lines.part(row, place);
    if (found === null) throw contradiction();
    const { part, firstOrdinal } = found;
    const partEnd = Math.min(lineCount(part), found.index + end - next);
    for (let index = found.index; index < partEnd; index++) {
      rows.push(partRow(part, index, firstOrdinal, isDamaged));
    }
    await call.pace.step();
  }
  return rows;
}

function contradiction(): StoreError {
  return new StoreError(
    'copy-altered',
    'The stored index contradicts itself, so no rows are made from it here. What is the matter, the check of the stored copy says.',
  );
}
