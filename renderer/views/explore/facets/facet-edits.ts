import { edited, type PartEdit } from '../../../../shared/query/edit-query.ts';
import { parseQuery } from '../../../../shared/query/parse-query.ts';
import type { Presence, Query, QueryTerm } from '../../../../shared/query/query-tree.ts';

/** What a facet can ask of a field: a text, or why there is none. */
export type FacetValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'presence'; readonly presence: Exclude<Presence, 'text'> };

/** How a query stands to one value of a field. */
export type ValueStanding = 'asked' | 'excluded' | 'not-asked';

/**
 * `include` makes the value one of those that are enough, or takes it away again; `exclude` leaves its lines out, or takes
 * that away; `only` asks for it instead of all that is asked of the field.
 */
export type ValueEdit = 'include' | 'exclude' | 'only';

const nowhere = { start: 0, end: 0 } as const;

/** How the query stands to each value of a field, as one question: a list has hundreds of them. */
export function standingsOf(query: string, field: string): (value: FacetValue) => ValueStanding {
  const parsed = parseQuery(query);
  if (parsed.kind === 'invalid') return () => 'not-asked';
  const asked = new Set<string>();
  const excluded = new Set<string>();
  for (const { query: part } of parsed.parts) {
    for (const key of alternativesOf(part, field) ?? []) asked.add(key);
    const key = part.kind === 'not' ? keyOfTerm(part.part, field) : null;
    if (key !== null) excluded.add(key);
  }
  return (value) => {
    const key = keyOf(value);
    if (asked.has(key)) return 'asked';
    return excluded.has(key) ? 'excluded' : 'not-asked';
  };
}

/** The values that the query leaves out: none of them is among those of its result. */
export function excludedTexts(query: string, field: string): readonly string[] {
  const parsed = parseQuery(query);
  if (parsed.kind === 'invalid') return [];
  return parsed.parts.flatMap(({ query: part }) =>
    part.kind === 'not' && part.part.kind === 'equals' && part.part.field === field ? [part.part.text] : [],
  );
}

/** The query without what it asks of a field by values; null when it asks nothing so. */
export function withoutAsked(query: string, field: string): string | null {
  const parsed = parseQuery(query);
  const isAsked =
    parsed.kind === 'query' && parsed.parts.some((part) => alternativesOf(part.query, field) !== null);
  if (!isAsked) return null;
  return edited(query, (part) => (alternativesOf(part, field) === null ? 'kept' : null));
}

/** The query after an edit by a value. A query that cannot be read stays as it is: nobody knows what it would become. */
export function withValue(query: string, field: string, value: FacetValue, edit: ValueEdit): string {
  const key = keyOf(value);
  const term = termOf(field, value);
  const standing = standingsOf(query, field)(value);
  const isExclusion = (part: Query) => part.kind === 'not' && keyOfTerm(part.part, field) === key;
  switch (edit) {
    case 'exclude':
      return edited(
        query,
        (part) => (isExclusion(part) ? null : withoutAlternative(part, field, key)),
        standing === 'excluded' ? null : { kind: 'not', part: term },
      );
    case 'only':
      return edited(
        query,
        (part) => (isExclusion(part) || alternativesOf(part, field) !== null ? null : 'kept'),
        term,
      );
    case 'include': {
      if (standing === 'asked') return edited(query, (part) => withoutAlternative(part, field, key));
      const parsed = parseQuery(query);
      const group =
        parsed.kind === 'invalid' ? -1 : parsed.parts.findIndex((part) => alternativesOf(part.query, field));
      return edited(
        query,
        (part, index) => {
          if (isExclusion(part)) return null;
          return index === group ? { kind: 'or', parts: [...listOf(part), term] } : 'kept';
        },
        group === -1 ? term : null,
      );
    }
    default:
      return edit satisfies never;
  }
}

/** The same for a text, as it stands in a cell. */
export function withFieldValue(query: string, field: string, text: string, edit: ValueEdit): string {
  return withValue(query, field, { kind: 'text', text }, edit);
}

function termOf(field: string, value: FacetValue): QueryTerm {
  return value.kind === 'text'
    ? { kind: 'equals', field, text: value.text, span: nowhere }
    : { kind: 'presence', field, presence: value.presence, span: nowhere };
}

function keyOf(value: FacetValue): string {
  return value.kind === 'text' ? `=${value.text}` : value.presence;
}

/** The value that a term asks of this field; null when it asks something else. */
function keyOfTerm(query: Query, field: string): string | null {
  if (query.kind === 'equals') return query.field === field ? `=${query.text}` : null;
  const isOfField = query.kind === 'presence' && query.field === field && query.presence !== 'text';
  return isOfField ? query.presence : null;
}

/** The values that are enough for a part; null for a part that asks anything else. */
function alternativesOf(part: Query, field: string): readonly string[] | null {
  const keys: string[] = [];
  for (const alternative of listOf(part)) {
    const key = keyOfTerm(alternative, field);
    if (key === null) return null;
    keys.push(key);
  }
  return keys;
}

function listOf(part: Query): readonly Query[] {
  return part.kind === 'or' ? part.parts : [part];
}

/** A part that offers the value among others loses it; one that asks for it alone goes. */
function withoutAlternative(part: Query, field: string, key: string): PartEdit {
  const keys = alternativesOf(part, field);
  if (keys === null || !keys.includes(key)) return 'kept';
  const left = listOf(part).filter((each) => keyOfTerm(each, field) !== key);
  const [first] = left;
  if (first === undefined) return null;
  return left.length === 1 ? first : { kind: 'or', parts: left };
}
