import { BugError, FormatError } from '../../shared/bytes/errors.ts';
import type { SearchOrder, SearchScope } from '../../shared/contract/search-protocol.ts';
import { answerSearch, readyQuery } from '../../shared/search/answer-search.ts';
import type { HeldResult, SearchCall, Searcher } from '../../shared/search/searcher.ts';
import { loadBundles } from '../data/case-store.ts';
import { StoreError } from '../data/store-error.ts';
import { orCancelled } from './or-cancelled.ts';
import type { Call, CaseContext, CaseHandler } from './request-context.ts';
import { contradiction, type ReadySearch } from './search-bundles.ts';

/** More rows than any window shows at once. */
const mostRows = 4_096;
/** A regular expression answers or stops within it. */
const mostMillis = 1_000;

export const search: CaseHandler<'search'> = async (context, request, call) => {
  const { platform } = context;
  const startedAt = platform.elapsed();
  const ready = readyQuery(request.query);
  // Whoever types is told of a mistake at once, also while the lines are still loaded.
  if (ready.kind === 'invalid') return ready;
  return foregroundSearch(context, request, call, async ({ searcher, notes }, searchCall) => {
    const { rows } = request;
    const answer = await answerSearch(
      searcher,
      { ...request, rows: { first: rows.first, count: Math.min(rows.count, mostRows) } },
      searchCall,
    );
    if (answer.kind !== 'result') return answer;
    const tookMillis = platform.elapsed() - startedAt;
    return { ...answer, notes: [...notes, ...answer.notes], tookMillis };
  });
};

export const listHits: CaseHandler<'listHits'> = (context, order, call) =>
  foregroundSearch(context, order, call, async ({ searcher }, searchCall) => {
    const result = await findAgain(searcher, order, searchCall);
    const rows = { first: order.first, count: Math.min(order.count, mostRows), fields: order.fields };
    return searcher.rows(await searcher.order(result, order.sort, searchCall), rows, searchCall);
  });

export const findHit: CaseHandler<'findHit'> = (context, order, call) =>
  foregroundSearch(context, order, call, async ({ searcher }, searchCall) => {
    const { target } = order;
    const result = await findAgain(searcher, order, searchCall);
    if (target.kind === 'line') {
      const row = searcher.lines.rowOf(target.bundleId, target.ordinal);
      return row === null ? null : (await searcher.order(result, order.sort, searchCall)).placeOf(row);
    }
    return (await searcher.order(result, order.sort, searchCall)).placeOfTime(target.time);
  });

export const listFacet: CaseHandler<'listFacet'> = (context, order, call) =>
  foregroundSearch(context, order, call, async ({ searcher }, searchCall) =>
    searcher.facet(await findAgain(searcher, order, searchCall), order.facet, searchCall),
  );

export const listFields: CaseHandler<'listFields'> = (context, scope, call) =>
  foregroundSearch(context, scope, call, ({ searcher }) => searcher.fields());

/** The result of a query that was answered before: a question of a window that knows its answer. */
async function findAgain(searcher: Searcher, { query }: SearchOrder, call: SearchCall): Promise<HeldResult> {
  const ready = readyQuery(query);
  if (ready.kind === 'invalid') throw new StoreError('search-refused', ready.error.message);
  const result = await searcher.find(ready.query, ready.expressions, call);
  if (result === 'stopped')
    throw new StoreError('search-refused', 'The search was given up by its limit of time.');
  return result;
}

/** Loads what is to be searched, which may be long work; then answers ahead of all other work. */
export async function foregroundSearch<Answer>(
  context: CaseContext,
  { caseId, bundleIds }: SearchScope,
  call: Call,
  answer: (ready: ReadySearch, searchCall: SearchCall) => Promise<Answer>,
): Promise<Answer> {
  const { database, opened, platform, foreground, search: bundles } = context;
  const ofCase = await loadBundles(database, caseId);
  const asked = new Map(ofCase.map((row) => [row.bundleId, row]));
  const rows = bundleIds.length === 0 ? ofCase : [...new Set(bundleIds)].flatMap((id) => asked.get(id) ?? []);
  // A bundle that an older Vouch stored has no index before it was read once.
  for (const row of rows) if (row.partCount === null) await opened.open(row, call);
  const answered = foreground.during(async () => {
    const isUnchecked = rows.some((row) => opened.known(row) === null);
    try {
      const ready = await bundles.searcher(caseId, rows, opened);
      const until = platform.elapsed() + mostMillis;
      const deadline = { isOver: () => platform.elapsed() > until };
      return await answer(ready, { step: () => call.pace.step(), deadline });
    } catch (error) {
      // An index that nobody has compared may hold anything: what cannot be read of it is no fault of this program.
      throw isUnchecked && isOfContent(error) ? contradiction() : error;
    }
  });
  // What all questions need is made to its end; whoever has asked need not wait for that.
  return orCancelled(call.signal, answered);
}

function isOfContent(error: unknown): boolean {
  return [BugError, FormatError, RangeError, TypeError].some((kind) => error instanceof kind);
}
