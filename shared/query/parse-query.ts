import { quote } from '../bytes/quote.ts';
import type { QueryProblem } from '../contract/search-protocol.ts';
import { applyEdit, fault, type QueryFault } from './query-fault.ts';
import { type QueryLimits, queryLimits } from './query-limits.ts';
import type { Query, QuerySpan } from './query-tree.ts';
import { type QueryNode, readQuery } from './read-query.ts';

export type ParsedQuery =
  | { readonly kind: 'query'; readonly query: Query; readonly parts: readonly QueryPart[] }
  | { readonly kind: 'invalid'; readonly error: QueryProblem };

/** One of the questions that must all be answered with yes: what the interface shows as one chip. */
export interface QueryPart {
  readonly query: Query;
  readonly span: QuerySpan;
  /** Whether the text at the span is a query that asks the same; values in `field:(a b)` lack their field. */
  readonly isVerbatim: boolean;
}

/** Each mended place is one reading more; who makes more mistakes is told of the first. */
const mendedPlaces = 8;

/** Reads any text at all, in time that grows with its length: as a query, or with the first place that is none. */
export function parseQuery(text: string, limits: QueryLimits = queryLimits): ParsedQuery {
  const read = readWhole(text, limits);
  if (read.kind === 'fault') {
    const { message, span } = read;
    return { kind: 'invalid', error: { message, ...span, suggestion: mendWhole(text, read, limits) } };
  }
  return { kind: 'query', query: read.query, parts: partsOf(read).map(toPart) };
}

/** The text with all its faults mended, or null. */
function mendWhole(text: string, first: QueryFault, limits: QueryLimits): string | null {
  let mended = text;
  let found: QueryFault = first;
  for (let round = 0; round < mendedPlaces && found.mend !== null; round += 1) {
    mended = applyEdit(mended, found.mend).trim();
    const read = readWhole(mended, limits);
    if (read.kind !== 'fault') return mended;
    found = read;
  }
  return null;
}

function readWhole(text: string, limits: QueryLimits): QueryNode | QueryFault {
  if (text.length > limits.length) {
    const message = `A query has at most ${limits.length} characters, found ${text.length}.`;
    return fault(message, { start: limits.length, end: text.length });
  }
  const half = /\p{Surrogate}/u.exec(text);
  if (half !== null) {
    const span = { start: half.index, end: half.index + 1 };
    return fault(`Half a character was found: ${quote(half[0])}.`, span, '');
  }
  return readQuery(text, limits);
}

function partsOf(node: QueryNode): readonly QueryNode[] {
  if (node.query.kind === 'and') return node.parts;
  return node.query.kind === 'all' && node.span.start === node.span.end ? [] : [node];
}

function toPart({ query, span, isVerbatim }: QueryNode): QueryPart {
  return { query, span, isVerbatim };
}
