import type { ComparedQuestion, QueryProblem, SearchNote } from '../../shared/contract/search-protocol.ts';
import { readyQuery, stoppedStatement } from '../../shared/search/answer-search.ts';
import { type ComparedSide, compareFacets, toComparedSide } from '../../shared/search/compare-facets.ts';
import { foregroundSearch } from './handle-search.ts';
import type { Call, CaseContext, CaseHandler } from './request-context.ts';

/** More values than any file of a comparison is read with. */
const mostListed = 10_000;
/** Each is counted on both sides. */
const mostFields = 24;

type Side =
  | {
      readonly kind: 'side';
      readonly total: number;
      readonly searched: number;
      readonly fields: readonly ComparedSide[];
      readonly seed: number;
      readonly notes: readonly SearchNote[];
    }
  | { readonly kind: 'invalid'; readonly error: QueryProblem }
  | { readonly kind: 'stopped' };

export const compareResults: CaseHandler<'compareResults'> = async (context, request, call) => {
  const { caseId } = request;
  const fields = request.fields.slice(0, mostFields);
  const listed = Math.max(0, Math.min(request.listed, mostListed));
  const sides: (Side & { readonly kind: 'side' })[] = [];
  for (const name of ['left', 'right'] as const) {
    const side = await readSide(context, caseId, request[name], fields, call);
    if (side.kind === 'invalid') return { kind: 'invalid', side: name, error: side.error };
    if (side.kind === 'stopped') return { kind: 'stopped', statement: stoppedStatement };
    sides.push(side);
  }
  const [left, right] = sides;
  if (left === undefined || right === undefined) return { kind: 'stopped', statement: stoppedStatement };
  return {
    kind: 'compared',
    totals: { left: left.total, right: right.total },
    searched: { left: left.searched, right: right.searched },
    fields: fields.flatMap((field, index) => {
      const [ofLeft, ofRight] = [left.fields[index], right.fields[index]];
      if (ofLeft === undefined || ofRight === undefined) return [];
      return [compareFacets(field, ofLeft, ofRight, { listed, seed: left.seed })];
    }),
    notes: withoutRepeats([...left.notes, ...right.notes]),
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
    const { total } = result.found;
    const counted = [];
    for (const field of fields) {
      counted.push(
        await searcher.withCounts(result, field, searchCall, ({ texts }, counts) =>
          toComparedSide(texts, counts, total),
        ),
      );
    }
    const { seed, lines } = searcher;
    return { kind: 'side', total, searched: lines.total, fields: counted, seed, notes };
  });
}

/** Of a bundle that both sides search, the same is to be said once. */
function withoutRepeats(notes: readonly SearchNote[]): readonly SearchNote[] {
  return [...new Map(notes.map((note) => [note.statement, note])).values()];
}
