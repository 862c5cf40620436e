import type { EntityJoin, EntitySubject } from '../contract/entity-protocol.ts';
import { parseQuery } from '../query/parse-query.ts';
import { printQuery } from '../query/print-query.ts';
import type { FieldName, Query } from '../query/query-tree.ts';

const nowhere = { start: 0, end: 0 } as const;

/** Lines of the subject and of what is joined to it. The worker counts by these trees, and the window links to them. */
export function entityQuery({ field, text }: EntitySubject, joins: readonly EntityJoin[]): Query {
  return anyOf([equalTo(field, text), ...joins.map((join) => joinQuery(field, join))]);
}

/** Lines of one other name by itself. */
export function joinQuery(field: FieldName, join: EntityJoin): Query {
  switch (join.kind) {
    case 'value':
      return equalTo(field, join.text);
    case 'unnamed':
      return allOf([equalTo(join.name, join.text), withoutValue(field)]);
    default:
      return join satisfies never;
  }
}

/** Lines of others that have one of the values in common with it. */
export function neighbourQuery(
  subject: EntitySubject,
  joins: readonly EntityJoin[],
  { through, texts }: { readonly through: FieldName; readonly texts: readonly string[] },
): Query {
  const shared = anyOf(texts.map((text) => equalTo(through, text)));
  return allOf([shared, ...eachName(subject, joins).map((name): Query => ({ kind: 'not', part: name }))]);
}

export function equalTo(field: FieldName, text: string): Query {
  return { kind: 'equals', field, text, span: nowhere };
}

export function lacking(field: FieldName, presence: 'absent' | 'empty' | 'withheld'): Query {
  return { kind: 'presence', field, presence, span: nowhere };
}

/** Flat, as a person would type it. */
export function allOf(parts: readonly Query[]): Query {
  const flat = parts.flatMap((part) =>
    part.kind === 'and' ? part.parts : part.kind === 'all' ? [] : [part],
  );
  const [only] = flat;
  if (only === undefined) return { kind: 'all' };
  return flat.length === 1 ? only : { kind: 'and', parts: flat };
}

export function anyOf(parts: readonly Query[]): Query {
  const [only] = parts;
  if (only === undefined) return { kind: 'not', part: { kind: 'all' } };
  return parts.length === 1 ? only : { kind: 'or', parts };
}

/** The query as a text; null where nobody could type it: a value may have more characters than a query. */
export function askableText(query: Query): string | null {
  const text = printQuery(query);
  return parseQuery(text).kind === 'query' ? text : null;
}

function eachName({ field, text }: EntitySubject, joins: readonly EntityJoin[]): readonly Query[] {
  return [equalTo(field, text), ...joins.map((join) => joinQuery(field, join))];
}

function withoutValue(field: FieldName): Query {
  return anyOf([lacking(field, 'absent'), lacking(field, 'empty')]);
}
