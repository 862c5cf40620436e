import { edited, textOfPart, withoutPart } from '../../../../shared/query/edit-query.ts';
import { parseQuery } from '../../../../shared/query/parse-query.ts';
import { printPart } from '../../../../shared/query/print-query.ts';
import type { Query } from '../../../../shared/query/query-tree.ts';

/** A query that could be asked instead, and how many lines it finds; null until that is counted. */
export interface CountedQuery {
  readonly text: string;
  readonly query: string;
  readonly lines: number | null;
}

/** What one term of a query does to its result. */
export interface PartFigures {
  readonly text: string;
  /** Lines of the term alone. */
  readonly alone: CountedQuery;
  /** The query without the term; null where it is the only one. */
  readonly without: CountedQuery | null;
  /** The query with any part of a word instead of whole words; null where the term asks for none. */
  readonly wider: CountedQuery | null;
}

/** More terms than anyone drops one by one. */
const mostParts = 12;

/** What is to be counted for a query that finds nothing. */
export function partFigures(query: string): readonly PartFigures[] {
  const parsed = parseQuery(query);
  if (parsed.kind === 'invalid') return [];
  return parsed.parts.slice(0, mostParts).map((part, index) => {
    const text = textOfPart(query, part);
    const wide = widened(part.query);
    return {
      text,
      alone: { text, query: text, lines: null },
      without: parsed.parts.length === 1 ? null : { text, query: withoutPart(query, index), lines: null },
      wider: wide === null ? null : widerQuery(query, index, wide),
    };
  });
}

/** The one without which most lines are found first: it is the one in the way. */
export function mostFirst(figures: readonly PartFigures[]): readonly PartFigures[] {
  return figures.toSorted((one, other) => (other.without?.lines ?? 0) - (one.without?.lines ?? 0));
}

function widerQuery(query: string, index: number, wide: Query): CountedQuery {
  const whole = edited(query, (_part, at) => (at === index ? wide : 'kept'));
  return { text: printPart(wide), query: whole, lines: null };
}

/** Of a term that asks for whole words, the same letters anywhere; of what is excluded, nothing: that would find less. */
function widened(part: Query): Query | null {
  if (part.kind !== 'text') return null;
  const { pattern } = part;
  if (!pattern.isBoundAtStart && !pattern.isBoundAtEnd) return null;
  return { ...part, pattern: { ...pattern, isBoundAtStart: false, isBoundAtEnd: false } };
}
