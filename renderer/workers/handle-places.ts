import type { PlacedLine, WantedLine } from '../../shared/contract/casework-protocol.ts';
import { lineCount, seqAt } from '../../shared/index/index-part.ts';
import { partRow } from '../../shared/index/part-rows.ts';
import { loadBundles } from '../data/case-store.ts';
import { findLine } from '../data/part-store.ts';
import type { BundleRow } from '../data/stored-rows.ts';
import { leafOfLine } from './handle-casework.ts';
import { damageTest } from './opened-bundles.ts';
import type { Call, CaseContext, CaseHandler } from './request-context.ts';

/** Finds lines by their names, wherever they lie in the case now. Which line it is, its bytes decide. */
export const placeLines: CaseHandler<'placeLines'> = async (context, { caseId, lines }, call) => {
  const bundles = await loadBundles(context.database, caseId);
  const placed = new Map<WantedLine, PlacedLine>();
  for (const bundle of bundles) {
    const { descriptor } = await context.opened.preview(bundle);
    if (descriptor === null) continue;
    const wanted = lines.filter((line) => line.origin === descriptor.origin && !placed.has(line));
    const search = { context, bundle, placed, call };
    // In a log of which nothing is missing, a line stands where its number says.
    const elsewhere: WantedLine[] = [];
    for (const line of wanted) {
      if (!(await tryPlace(search, line, line.seq - descriptor.range.start))) elsewhere.push(line);
    }
    if (elsewhere.length > 0) await lookThrough(search, elsewhere);
  }
  return lines.map((line) => placed.get(line) ?? null);
};

interface PlaceSearch {
  readonly context: CaseContext;
  readonly bundle: BundleRow;
  readonly placed: Map<WantedLine, PlacedLine>;
  readonly call: Call;
}

/** Lines that stand elsewhere, as behind a removed one: by the numbers of all lines of the bundle, read once. */
async function lookThrough(search: PlaceSearch, wanted: readonly WantedLine[]): Promise<void> {
  const { context, bundle, call } = search;
  const bySeq = new Map<number, WantedLine[]>();
  for (const line of wanted) bySeq.set(line.seq, [...(bySeq.get(line.seq) ?? []), line]);
  for (let next = 0; ; ) {
    const place = findLine(bundle, next);
    const found = place === null ? null : await context.lines.part(bundle, place);
    if (found === null) return;
    const { part, firstOrdinal } = found;
    const count = lineCount(part);
    for (let index = 0; index < count; index++) {
      const seq = seqAt(part, index);
      for (const line of seq === null ? [] : (bySeq.get(seq) ?? [])) {
        await tryPlace(search, line, firstOrdinal + index);
      }
    }
    next = firstOrdinal + count;
    await call.pace.step();
  }
}

async function tryPlace(
  { context, bundle, placed, call }: PlaceSearch,
  line: WantedLine,
  ordinal: number,
): Promise<boolean> {
  await call.pace.step();
  const place = ordinal < 0 ? null : findLine(bundle, ordinal);
  const found = place === null ? null : await context.lines.part(bundle, place);
  if (found === null || seqAt(found.part, found.index) !== line.seq) return false;
  const stored = await context.lines.line(bundle, ordinal);
  if (stored === null || leafOfLine(stored.bytes) !== line.leaf) return false;
  const { bundleId } = bundle;
  const opened = context.opened.known(bundle);
  const isDamaged = opened === null ? () => false : damageTest(opened);
  const row = partRow(found.part, found.index, found.firstOrdinal, isDamaged);
  placed.set(line, { bundleId, ordinal, row });
  return true;
}
