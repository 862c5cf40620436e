import type { UnixMillis } from '../bytes/units.ts';
import { type ParsedQuery, parseQuery, type QueryPart } from './parse-query.ts';
import { printPart, printQuery } from './print-query.ts';
import type { Query } from './query-tree.ts';
import { endOfTimes } from './time-period.ts';

/*
 * Edits by a chip, a facet or a brush. Each answers with the text of the new query, in which everything else stands as it
 * was typed, wherever that asks the same; and with the query as it is when it cannot be read, since nobody knows then what
 * it would become.
 */

/** A part as the text of a query by itself, in the spelling of the person where that can stand alone. */
export function textOfPart(query: string, { query: part, span, isVerbatim }: QueryPart): string {
  return isVerbatim ? query.slice(span.start, span.end) : printPart(part);
}

/** The query without one of its parts; as it is when it has no such part. */
export function withoutPart(query: string, index: number): string {
  return edited(query, (_part, at) => (at === index ? null : 'kept'));
}

/** The query with one of its parts turned into its contrary. */
export function withPartNegated(query: string, index: number): string {
  return edited(query, (part, at) => {
    if (at !== index) return 'kept';
    return part.kind === 'not' ? part.part : { kind: 'not', part };
  });
}

/** The query with this time instead of the times that it asks for; null is all time. */
export function withTimeRange(
  query: string,
  range: { readonly from: UnixMillis; readonly before: UnixMillis } | null,
): string {
  const parsed = parseQuery(query);
  if (parsed.kind === 'invalid') return query;
  const first = parsed.parts.findIndex((part) => part.query.kind === 'time');
  const term = range === null ? null : timeTerm(range.from, range.before);
  return edited(
    query,
    (part, at) => {
      if (part.kind !== 'time') return 'kept';
      return at === first ? term : null;
    },
    first === -1 ? term : null,
  );
}

/** Whether one of the parts asks for a time. */
export function asksForTime(query: string): boolean {
  const parsed = parseQuery(query);
  return parsed.kind === 'query' && parsed.parts.some((part) => part.query.kind === 'time');
}

type ReadQuery = ParsedQuery & { readonly kind: 'query' };

/** What becomes of a part: it stays, goes (null), or another query takes its place. */
export type PartEdit = 'kept' | Query | null;

/** The query with each of its parts edited, and perhaps one more. */
export function edited(
  query: string,
  edit: (part: Query, index: number) => PartEdit,
  added: Query | null = null,
): string {
  const parsed = parseQuery(query);
  if (parsed.kind === 'invalid') return query;
  const edits = parsed.parts.map((part, index) => edit(part.query, index));
  const left = parsed.parts.flatMap(({ query: part }, index) =>
    edits[index] === 'kept' ? [part] : (edits[index] ?? []),
  );
  const wanted = toQuery(added === null ? left : [...left, added]);
  const spelled = printQuery(wanted);
  // Which spelling asks for what is wanted is not reasoned about but tried: the parser alone decides.
  const spellings = [editedInPlace(query, parsed, edits, added), editedByParts(query, parsed, edits, added)];
  return spellings.find((text) => asksFor(text, spelled)) ?? spelled;
}

function asksFor(text: string, spelled: string): boolean {
  const parsed = parseQuery(text);
  return parsed.kind === 'query' && printQuery(parsed.query) === spelled;
}

/** The text with the changed parts cut out or replaced where they stand. */
function editedInPlace(
  query: string,
  { parts }: ReadQuery,
  edits: readonly PartEdit[],
  added: Query | null,
): string {
  const pieces: string[] = [];
  let position = 0;
  for (const [index, { span }] of parts.entries()) {
    const edit = edits[index];
    if (edit === 'kept' || edit === undefined) continue;
    const next = parts[index + 1];
    if (edit !== null) {
      pieces.push(query.slice(position, span.start), printPart(edit));
      position = span.end;
    } else if (next === undefined) {
      const end = parts[index - 1]?.span.end ?? 0;
      pieces.push(query.slice(position, Math.max(position, end)));
      position = span.end;
    } else {
      pieces.push(query.slice(position, span.start));
      position = next.span.start;
    }
  }
  pieces.push(query.slice(position));
  return joined([pieces.join('').trim(), ...(added === null ? [] : [printPart(added)])]);
}

/** The parts one after the other, each as it was typed. */
function editedByParts(
  query: string,
  { parts }: ReadQuery,
  edits: readonly PartEdit[],
  added: Query | null,
): string {
  const texts = parts.map((part, index) => {
    const edit = edits[index];
    if (edit === null) return '';
    if (edit !== 'kept' && edit !== undefined) return printPart(edit);
    const text = textOfPart(query, part);
    // An or-list that was the whole query needs its parentheses beside others.
    return parts.length === 1 && part.query.kind === 'or' ? `(${text})` : text;
  });
  return joined([...texts, ...(added === null ? [] : [printPart(added)])]);
}

function joined(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join(' ');
}

function toQuery(parts: readonly Query[]): Query {
  const [first] = parts;
  if (first === undefined) return { kind: 'all' };
  if (parts.length === 1) return first;
  return { kind: 'and', parts: parts.flatMap((part) => (part.kind === 'and' ? part.parts : [part])) };
}

/** Behind the last time that a query can name there is nothing to be left out; a piece of time has a millisecond at least. */
function timeTerm(from: UnixMillis, before: UnixMillis): Query {
  const end = Math.max(before, from + 1);
  return {
    kind: 'time',
    from: { kind: 'moment', time: from },
    before: end < endOfTimes ? { kind: 'moment', time: end } : null,
    span: { start: 0, end: 0 },
  };
}
