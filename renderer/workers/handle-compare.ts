import type { ComparedQuestion, QueryProblem, SearchNote } from '../../shared/contract/search-protocol.ts';
import { readyQuery, stoppedStatement } from '../../shared/search/answer-search.ts';
import { type ComparedSide, compareFacets } from '../../shared/search/compare-facets.ts';
import { foregroundSearch } from './handle-search.ts';
import type { Call, CaseContext, CaseHandler } from './request-context.ts';

/** All values: what only one side has is only known when both are known whole. */
const everyValue = Number.MAX_SAFE_INTEGER;

type Side =
  | {
      readonly kind: 'side';
      readonly total: number;
      readonly facets: readonly ComparedSide['facet'][];
      readonly notes: readonly SearchNote[];
    }
  | { readonly kind: 'invalid'; readonly error: QueryProblem }
  | { readonly kind: 'stopped' };

export const compareResults: CaseHandler<'compareResults'> = async (context, request, call) => {
  const { caseId, fields, listed } = request;
  const sides: (Side & { readonly kind: 'side' })[] = [];
  for (const name of ['left', 'right'] as const) {
    const side = await readSide(context, caseId, request[name], fields, call);
    if (side.kind === 'invalid') return { kind: 'invalid', side: name, error: side.error };
    if (side.kind === 'stopped') return { kind: 'stopped', statement: stoppedStatement };
    sides.push(side);
  }
  const [left, right] = sides;
  if (left === undefined || right === undefined) return { kind: 'stopped', statement: stoppedStatement };
  const nothing = { values: [], absent: 0 };
  return {
    kind: 'compared',
    totals: { left: left.total, right: right.total },
    fields: fields.map((field, index) =>
      compareFacets(
        field,
        { facet: left.facets[index] ?? nothing, total: left.total },
        { facet: right.facets[index] ?? nothing, total: right.total },
        listed,
      ),
    ),
    notes: [...left.notes, ...right.notes],
  };
};

async function readSide(
  context: CaseContext,
  caseId: string,
  { bundleIds, query }: ComparedQuestion,
  fields: readonly string[],
  call: Call,
): Promise<Side> {
  const ready = readyQuery(query);
  if (ready.kind === 'invalid') return { kind: 'invalid', error: ready.error };
  return foregroundSearch(context, { caseId, bundleIds }, call, async ({ searcher, notes }, searchCall) => {
    const result = await searcher.find(ready.query, ready.expressions, searchCall);
    if (result === 'stopped') return { kind: 'stopped' };
    const facets = [];
    for (const field of fields) {
      const order = { field, count: everyValue, containing: null };
      facets.push(await searcher.facet(result, order, searchCall));
    }
    return { kind: 'side', total: result.found.total, facets, notes };
  });
}
