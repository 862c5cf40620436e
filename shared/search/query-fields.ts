import type { FieldName, Query } from '../query/query-tree.ts';

/** All terms of a query, in its order. */
export function termsOf(query: Query): readonly Exclude<Query, { kind: 'all' | 'and' | 'or' | 'not' }>[] {
  switch (query.kind) {
    case 'all':
      return [];
    case 'and':
    case 'or':
      return query.parts.flatMap(termsOf);
    case 'not':
      return termsOf(query.part);
    default:
      return [query];
  }
}

/** The field of a term, or null where it asks of none. */
export function fieldOf(term: Query): FieldName | null {
  return 'field' in term ? term.field : null;
}

/** The same query, with another name for a field. */
export function withFieldNamed(query: Query, name: FieldName, other: FieldName): Query {
  switch (query.kind) {
    case 'and':
    case 'or':
      return { kind: query.kind, parts: query.parts.map((part) => withFieldNamed(part, name, other)) };
    case 'not':
      return { kind: 'not', part: withFieldNamed(query.part, name, other) };
    default:
      return 'field' in query && query.field === name ? { ...query, field: other } : query;
  }
}
