import { parseQuery } from '../../../shared/query/parse-query.ts';
import type { Query, TextPattern, TimeBound } from '../../../shared/query/query-tree.ts';

/**
 * A tree in few characters, in a spelling that is not the language's own: `[`lists`]`, patterns between bars where they are
 * bound, times as ISO 8601.
 */
function sketch(query: Query): string {
  switch (query.kind) {
    case 'all':
      return 'ALL';
    case 'and':
    case 'or':
      return `${query.kind.toUpperCase()}[${query.parts.map(sketch).join(', ')}]`;
    case 'not':
      return `NOT[${sketch(query.part)}]`;
    case 'text':
      return `${query.field ?? ''}~${sketchPattern(query.pattern)}`;
    case 'equals':
      return `${query.field}==${query.text}`;
    case 'expression':
      return `${query.field ?? ''}~~${query.source}`;
    case 'number': {
      const { from, to } = query.range;
      const low = from === null ? '' : `${from.isIncluded ? '[' : ']'}${from.value}`;
      return `${query.field} in ${low}..${to === null ? '' : `${to.value}${to.isIncluded ? ']' : '['}`}`;
    }
    case 'network':
      return `${query.field} in ${[...query.network.address].join('.')}/${query.network.prefixBits}`;
    case 'time':
      return `time ${sketchBound(query.from)} to ${sketchBound(query.before)}`;
    case 'seq':
      return `seq ${query.from} to ${query.before}`;
    case 'presence':
      return `${query.field} is ${query.presence}`;
    case 'state':
      return `line is ${query.state}`;
    default:
      return query satisfies never;
  }
}

/** The sketch of a text that is a query; its problem otherwise. */
export function sketchText(text: string): string {
  const read = parseQuery(text);
  return read.kind === 'query' ? sketch(read.query) : `problem: ${read.error.message}`;
}

function sketchPattern({ pieces, isBoundAtStart, isBoundAtEnd }: TextPattern): string {
  const texts = pieces.map((piece) => piece.map((character) => character ?? '<any>').join(''));
  return `${isBoundAtStart ? '|' : ''}${texts.join('<run>')}${isBoundAtEnd ? '|' : ''}`;
}

function sketchBound(bound: TimeBound | null): string {
  if (bound === null) return 'ever';
  return bound.kind === 'moment' ? new Date(bound.time).toISOString() : `${bound.to}${bound.offset}`;
}
