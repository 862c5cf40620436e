import type { UnixMillis } from '../../shared/bytes/units.ts';
import { type ShownAuthority, showAuthority } from '../../shared/case/shown-authority.ts';
import type { JudgedBundleView, JudgedCaseView } from '../../shared/contract/case-protocol.ts';
import { isSameHead, type RememberedHead } from '../../shared/trust/head-memory.ts';
import { offeredKeys } from '../../shared/verify/offered-keys.ts';
import { loadBundles, loadCase } from '../data/case-store.ts';
import type { CaseDatabase } from '../data/database.ts';
import { loadHeads, type StoredHead, storeHead } from '../data/head-store.ts';
import type { BundleRow, CaseRow } from '../data/stored-rows.ts';
import { knownOf, type LoadedTrust, loadMemory, loadTrust, withMemory } from './case-trust.ts';
import { headOf, judge } from './judge.ts';
import type { OpenedBundle } from './opened-bundles.ts';
import type { Call, CaseContext } from './request-context.ts';
import { viewRow, viewTrust } from './view-stored.ts';

/** A bundle as it is stored and as it was read in this run. */
interface ReadBundle {
  readonly row: BundleRow;
  readonly opened: OpenedBundle;
}

/**
 * A case with the verdicts of its bundles, computed now with the trust of now. First every bundle brings its head to
 * memory, in the order in which they came; then all are judged by the whole of it. So the answer is the one that the next
 * run will give, and a case that was made before there was a memory, or whose key was pinned late, brings its heads too.
 */
export async function viewCase(context: CaseContext, caseId: string, call: Call): Promise<JudgedCaseView> {
  const { database, platform } = context;
  const row = await loadCase(database, caseId);
  const rows = await loadBundles(database, caseId);
  const bundles = await readBundles(context, rows, await loadMemory(database, row), call);
  const judgedAt = platform.now();
  const trust = await rememberHeads(database, await loadTrust(database, row), row, bundles, judgedAt);
  const views: JudgedBundleView[] = [];
  for (const bundle of bundles) {
    views.push(viewBundle(bundle, trust, judgedAt));
    await call.pace.step();
  }
  const authorities = viewAuthorities(trust);
  return { ...viewTrust(row, rows, trust), authorities, judgedAt, bundles: views };
}

async function readBundles(
  { opened }: CaseContext,
  rows: readonly BundleRow[],
  remembered: readonly StoredHead[],
  call: Call,
): Promise<readonly ReadBundle[]> {
  const bundles: ReadBundle[] = [];
  for (const row of rows) {
    bundles.push({ row, opened: await opened.open(row, call, remembered) });
    await call.pace.step();
  }
  return bundles;
}

/** One after the other, so that a bundle which contradicts the one before it brings nothing. */
async function rememberHeads(
  database: CaseDatabase,
  trust: LoadedTrust,
  { caseId, kind }: CaseRow,
  bundles: readonly ReadBundle[],
  now: UnixMillis,
): Promise<LoadedTrust> {
  if (kind === 'sample') return trust;
  let known = trust;
  for (const { row, opened } of bundles) {
    const head = headOf(opened, knownOf(known, row), now);
    if (head === null || !isNews(head, known.store.heads)) continue;
    await storeHead(database, caseId, { ...head, fileName: row.receipt.fileName });
    known = withMemory(known, await loadHeads(database, caseId));
  }
  return known;
}

/** An earlier sighting of a head that is known is news as well: it is what later deliveries are compared with. */
function isNews(head: RememberedHead, known: readonly RememberedHead[]): boolean {
  const same = known.find((each) => each.origin === head.origin && isSameHead(each, head));
  return same === undefined || head.firstSeenAt < same.firstSeenAt;
}

/** With its verdict. */
export function viewBundle(
  { row, opened }: ReadBundle,
  trust: LoadedTrust,
  now: UnixMillis,
): JudgedBundleView {
  const { observation } = opened;
  return {
    ...viewRow(row, observation?.descriptor ?? null),
    verdict: judge(opened, knownOf(trust, row), now),
    offeredKeys: observation === null ? [] : offeredKeys(observation, trust.store.keys),
  };
}

/** What the window shows of the time authorities, in the order in which they were pinned. */
export function viewAuthorities({ store }: LoadedTrust): readonly ShownAuthority[] {
  return store.authorities.flatMap((authority) => showAuthority(authority) ?? []);
}
