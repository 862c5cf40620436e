import { BugError, FormatError } from '../../shared/bytes/errors.ts';
import type { SearchOrder, SearchScope } from '../../shared/contract/search-protocol.ts';
import type { Query } from '../../shared/query/query-tree.ts';
import { answerSearch, type ReadyQuery, readyQuery } from '../../shared/search/answer-search.ts';
import type { HeldResult, SearchCall, Searcher } from '../../shared/search/searcher.ts';
import { loadBundles } from '../data/case-store.ts';
import { StoreError } from '../data/store-error.ts';
import type { BundleRow } from '../data/stored-rows.ts';
import { contradiction } from './index-contradiction.ts';
import { orCancelled } from './or-cancelled.ts';
import type { Call, CaseContext, CaseHandler } from './request-context.ts';
import { isAltered, type ReadySearch } from './search-bundles.ts';
import { isWholeLog, openWholeLog, type WholeLog } from './whole-log.ts';

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
  const { first, count } = request.rows;
  const rows = { first, count: Math.min(count, mostRows) };
  if (request.facets.length === 0 && request.buckets === 0) {
    const known = await fromWholeLog(context, request, ready.query, call, (log) => log.answer(rows));
    if (known !== null) return { ...known.answer, tookMillis: platform.elapsed() - startedAt };
  }
  return foregroundSearch(context, request, call, async ({ searcher, notes }, searchCall) => {
    const answer = await answerSearch(searcher, { ...request, rows }, searchCall);
    if (answer.kind !== 'result') return answer;
    const tookMillis = platform.elapsed() - startedAt;
    return { ...answer, notes: [...notes, ...answer.notes], tookMillis };
  });
};

export const listHits: CaseHandler<'listHits'> = async (context, order, call) => {
  const rows = { first: order.first, count: Math.min(order.count, mostRows) };
  const known = await fromWholeLog(context, order, readyToAsk(order).query, call, (log) => log.rows(rows));
  if (known !== null) return known.answer;
  return foregroundSearch(context, order, call, async ({ searcher }, searchCall) => {
    const result = await findAgain(searcher, order, searchCall);
    const sorted = await searcher.order(result, order.sort, searchCall);
    return searcher.rows(sorted, { ...rows, fields: order.fields }, searchCall);
  });
};

export const findHit: CaseHandler<'findHit'> = async (context, order, call) => {
  const { target } = order;
  const known = await fromWholeLog(context, order, readyToAsk(order).query, call, async (log) =>
    log.placeOf(target),
  );
  if (known !== null) return known.answer;
  return foregroundSearch(context, order, call, async ({ searcher }, searchCall) => {
    const result = await findAgain(searcher, order, searchCall);
    if (target.kind === 'line') {
      const row = searcher.lines.rowOf(target.bundleId, target.ordinal);
      return row === null ? null : (await searcher.order(result, order.sort, searchCall)).placeOf(row);
    }
    return (await searcher.order(result, order.sort, searchCall)).placeOfTime(target.time);
  });
};

export const listFacet: CaseHandler<'listFacet'> = (context, order, call) =>
  foregroundSearch(context, order, call, async ({ searcher }, searchCall) =>
    searcher.facet(await findAgain(searcher, order, searchCall), order.facet, searchCall),
  );

export const listFields: CaseHandler<'listFields'> = (context, scope, call) =>
  foregroundSearch(context, scope, call, ({ searcher }) => searcher.fields());

/** The result of a query that was answered before: a question of a window that knows its answer. */
async function findAgain(searcher: Searcher, order: SearchOrder, call: SearchCall): Promise<HeldResult> {
  const ready = readyToAsk(order);
  const result = await searcher.find(ready.query, ready.expressions, call);
  if (result === 'stopped')
    throw new StoreError('search-refused', 'The search was given up by its limit of time.');
  return result;
}

function readyToAsk({ query }: SearchOrder): ReadyQuery {
  const ready = readyQuery(query);
  if (ready.kind === 'invalid') throw new StoreError('search-refused', ready.error.message);
  return ready;
}

/**
 * Answers from the few stored parts that a question about the whole log of one bundle needs, while its index is not held.
 * Null where it is held, and for every other question. The answer is the same.
 */
async function fromWholeLog<Answer>(
  context: CaseContext,
  order: SearchOrder,
  query: Query,
  { pace }: Call,
  ask: (log: WholeLog) => Promise<Answer>,
): Promise<{ readonly answer: Answer } | null> {
  const { opened, foreground, search: bundles } = context;
  const rows = await bundlesOf(context, order);
  const [row] = rows;
  if (row === undefined || row.partCount === null || bundles.isHeld(row)) return null;
  if (!isWholeLog(order, query, rows)) return null;
  while (!isAltered(row, opened)) {
    const known = opened.known(row);
    const log = openWholeLog(context, row, {
      isDescending: order.sort.isDescending,
      known,
      step: () => pace.step(),
    });
    const answer = await foreground.during(() => orContradiction(known === null, () => ask(log)));
    // The check of the copy may have ended meanwhile: then what was read before it is let go, and read once more.
    if (opened.known(row) === known) return { answer };
  }
  return null;
}

/** Of a case, in the order in which they are named; all of it where none is. */
async function bundlesOf(
  { database }: CaseContext,
  { caseId, bundleIds }: SearchScope,
): Promise<readonly BundleRow[]> {
  const ofCase = await loadBundles(database, caseId);
  if (bundleIds.length === 0) return ofCase;
  const asked = new Map(ofCase.map((row) => [row.bundleId, row]));
  return [...new Set(bundleIds)].flatMap((id) => asked.get(id) ?? []);
}

/** Loads what is to be searched, which may be long work; then answers ahead of all other work. */
export async function foregroundSearch<Answer>(
  context: CaseContext,
  scope: SearchScope,
  call: Call,
  answer: (ready: ReadySearch, searchCall: SearchCall) => Promise<Answer>,
): Promise<Answer> {
  const { opened, platform, foreground, search: bundles } = context;
  const rows = await bundlesOf(context, scope);
  // A bundle that an older Vouch stored has no index before it was read once.
  for (const row of rows) if (row.partCount === null) await opened.open(row, call);
  const isUnchecked = rows.some((row) => opened.known(row) === null);
  const answered = foreground.during(() =>
    orContradiction(isUnchecked, async () => {
      const ready = await bundles.searcher(scope.caseId, rows, opened, call.pace);
      const until = platform.elapsed() + mostMillis;
      const deadline = { isOver: () => platform.elapsed() > until };
      return answer(ready, { step: () => call.pace.step(), deadline });
    }),
  );
  // What all questions need is made to its end; whoever has asked need not wait for that.
  return orCancelled(call.signal, answered);
}

/** An index that nobody has compared may hold anything: what cannot be read of it is no fault of this program. */
async function orContradiction<Answer>(isUnchecked: boolean, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    throw isUnchecked && isOfContent(error) ? contradiction() : error;
  }
}

function isOfContent(error: unknown): boolean {
  return [BugError, FormatError, RangeError, TypeError].some((kind) => error instanceof kind);
}
