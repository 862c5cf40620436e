import { parseQuery } from '../../../../shared/query/parse-query.ts';
import { printQuery } from '../../../../shared/query/print-query.ts';
import { showText } from '../../../../shared/query/query-text.ts';

/** Characters that turn the order of the letters around them: they come in with what is pasted from evidence. */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/**
 * The query with such characters written by their numbers, which asks the same: a line edit would let them turn the rest
 * of the query, and nobody could read what is asked. Every other query is left as it was typed.
 */
export function visibleQuery(text: string): string {
  if (!turning.test(text)) return text;
  const parsed = parseQuery(text);
  return parsed.kind === 'query' ? printQuery(parsed.query) : showText(text);
}
