import type { UnixMillis } from '../../../../shared/bytes/units.ts';
import { type ParsedQuery, parseQuery, type QueryPart } from '../../../../shared/query/parse-query.ts';
import { printPart } from '../../../../shared/query/print-query.ts';
import type { Query } from '../../../../shared/query/query-tree.ts';
import { endOfTimes } from '../../../../shared/query/time-period.ts';

/** A part as the text of a query by itself, in the spelling of the person where that can stand alone. */
export function textOfPart(query: string, { query: part, span, isVerbatim }: QueryPart): string {
  return isVerbatim ? query.slice(span.start, span.end) : printPart(part);
}

/** The query without one of its parts; as it is when it has no such part. */
export function withoutPart(query: string, index: number): string {
  return changed(query, index, () => null);
}

/** The query with one of its parts turned into its contrary. */
export function withPartNegated(query: string, index: number): string {
  return changed(query, index, (part) => printPart(part.kind === 'not' ? part.part : { kind: 'not', part }));
}

/** The query and one term more, which may hold an `or` only in parentheses. A query that cannot be read has no place for it. */
export function withTerm(query: string, term: string): string {
  const parsed = parseQuery(query);
  if (parsed.kind === 'invalid') return query;
  return [...partTexts(query, parsed), term].join(' ');
}

/** The query with this time instead of the times that it asks for; null is all time. */
export function withTimeRange(
  query: string,
  range: { readonly from: UnixMillis; readonly before: UnixMillis } | null,
): string {
  const parsed = parseQuery(query);
  if (parsed.kind === 'invalid') return query;
  const others = partTexts(query, parsed).filter(
    (_text, index) => parsed.parts[index]?.query.kind !== 'time',
  );
  const times = range === null ? [] : [`ts>=${timeText(range.from)}`, ...upTo(range.before)];
  return [...others, ...times].join(' ');
}

/** Whether one of the parts asks for a time. */
export function asksForTime(query: string): boolean {
  const parsed = parseQuery(query);
  return parsed.kind === 'query' && parsed.parts.some(({ query: { kind } }) => kind === 'time');
}

type ReadQuery = ParsedQuery & { readonly kind: 'query' };

function changed(query: string, index: number, change: (part: Query) => string | null): string {
  const parsed = parseQuery(query);
  if (parsed.kind === 'invalid') return query;
  return partTexts(query, parsed)
    .map((text, at) => {
      const part = parsed.parts[at];
      return at === index && part !== undefined ? change(part.query) : text;
    })
    .filter((text) => text !== null)
    .join(' ');
}

/** Texts that ask for all parts when they stand one after the other: an or-list then needs its parentheses. */
function partTexts(query: string, { parts }: ReadQuery): readonly string[] {
  return parts.map((part) =>
    part.query.kind === 'or' && parts.length === 1 ? printPart(part.query) : textOfPart(query, part),
  );
}

/** Behind the last time that a query can name there is nothing to be left out. */
function upTo(before: UnixMillis): readonly string[] {
  return before < endOfTimes ? [`ts<${timeText(before)}`] : [];
}

/** As short as it can be while it names the same moment: a whole day as its date. */
function timeText(time: UnixMillis): string {
  return new Date(time)
    .toISOString()
    .replace(/\.000Z$/, 'Z')
    .replace(/:00Z$/, 'Z')
    .replace(/T00:00Z$/, '')
    .replace(/Z$/, '');
}
