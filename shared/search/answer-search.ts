import { itemAt } from '../bytes/element-at.ts';
import type { QueryProblem, SearchAnswer, SearchRequest, SearchResult } from '../contract/search-protocol.ts';
import { parseQuery } from '../query/parse-query.ts';
import { queryInWords } from '../query/query-in-words.ts';
import type { FieldName, Query, QuerySpan } from '../query/query-tree.ts';
import { histogramOf } from './histogram.ts';
import { termsOf } from './query-fields.ts';
import { questionDigest } from './question-digest.ts';
import { notesOf } from './search-notes.ts';
import type { SearchCall, Searcher } from './searcher.ts';
import { type Expression, readExpression } from './text/expression.ts';

/** A query that can be asked: its tree, and its expressions by their source. */
export interface ReadyQuery {
  readonly kind: 'ready';
  readonly query: Query;
  readonly expressions: ReadonlyMap<string, Expression>;
}

/** Reads a query and every expression in it. */
export function readyQuery(
  text: string,
): ReadyQuery | { readonly kind: 'invalid'; readonly error: QueryProblem } {
  const parsed = parseQuery(text);
  if (parsed.kind === 'invalid') return parsed;
  const expressions = new Map<string, Expression>();
  for (const term of termsOf(parsed.query)) {
    if (term.kind !== 'expression') continue;
    const read = readExpression(term.source);
    if (read.kind === 'refused') {
      return {
        kind: 'invalid',
        error: { message: read.message, ...placeIn(text, term, read), suggestion: null },
      };
    }
    expressions.set(term.source, read.expression);
  }
  return { kind: 'ready', query: parsed.query, expressions };
}

/** Of what is wrong in an expression, in the text of the query: the source stands before the slash that ends the term. */
function placeIn(text: string, { source, span }: ExpressionTerm, refused: QuerySpan): QuerySpan {
  const start = span.end - 1 - source.length;
  if (text.slice(start, span.end - 1) !== source) return span;
  return { start: start + refused.start, end: start + refused.end };
}

type ExpressionTerm = Extract<Query, { kind: 'expression' }>;

/** The sentence of a search that took too long. */
export const stoppedStatement =
  'The regular expression was given up after one second, so nothing is said of any line. A field in front of it, or a time beside it, leaves it less to look at.';

/** Without the time it took, which whoever has a clock adds. */
export type UntimedAnswer = Exclude<SearchAnswer, SearchResult> | Omit<SearchResult, 'tookMillis'>;

/** What everything that a screen shows of a query is made from. */
export async function answerSearch(
  searcher: Searcher,
  request: SearchRequest,
  call: SearchCall,
): Promise<UntimedAnswer> {
  const ready = readyQuery(request.query);
  if (ready.kind === 'invalid') return ready;
  const { query, expressions } = ready;
  const { lines } = searcher;
  const result = await searcher.find(query, expressions, call);
  if (result === 'stopped') return { kind: 'stopped', statement: stoppedStatement };
  const { found } = result;
  const order = await searcher.order(result, request.sort, call);
  const rows = await searcher.rows(order, { ...request.rows, fields: request.fields }, call);
  const facets = [];
  for (const facet of request.facets) facets.push(await searcher.facet(result, facet, call));
  return {
    kind: 'result',
    total: found.total,
    searched: lines.total,
    byBundle: found.byBundle.map((total, index) => {
      const { bundleId, lines: searched } = itemAt(lines.bundles, index);
      return { bundleId, total, searched };
    }),
    rows,
    facets,
    histogram: request.buckets === 0 ? null : histogramOf(searcher, query, found, request.buckets),
    notes: await notesOf(found, query, request.sort, (field) => countNoNumbers(searcher, field, call)),
    words: queryInWords(query),
    digest: questionDigest(
      query,
      lines.bundles.map(({ fileSha256 }) => fileSha256),
    ),
  };
}

async function countNoNumbers(searcher: Searcher, field: FieldName, call: SearchCall): Promise<number> {
  const span = { start: 0, end: 0 };
  const query: Query = {
    kind: 'and',
    parts: [
      { kind: 'presence', field, presence: 'text', span },
      { kind: 'not', part: { kind: 'number', field, range: { from: null, to: null }, span } },
    ],
  };
  const result = await searcher.findOnce(query, call);
  return result === 'stopped' ? 0 : result.total;
}
