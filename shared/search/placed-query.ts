import type { EntrySeq, UnixMillis } from '../bytes/units.ts';
import type { FieldName, LineState, Presence, Query, QueryTerm } from '../query/query-tree.ts';
import type { FieldPlaces } from './field-resolution.ts';
import { momentOf, type SearchedSpan } from './time-moments.ts';
import type { ValueTest } from './value-test.ts';

/** A query as it is asked of one bundle: names have become places, and every time is a moment. */
export type PlacedQuery =
  | { readonly kind: 'all' }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly PlacedQuery[] }
  | { readonly kind: 'not'; readonly part: PlacedQuery }
  | PlacedTerm;

/** The same `key` has the same answer in every part of the bundle. */
export type PlacedTerm =
  /** Without places, every value of the line counts. */
  | {
      readonly kind: 'value';
      readonly test: ValueTest;
      readonly places: FieldPlaces | null;
      readonly key: string;
    }
  | { readonly kind: 'time'; readonly from: UnixMillis | null; readonly before: UnixMillis | null }
  | { readonly kind: 'seq'; readonly from: EntrySeq | null; readonly before: EntrySeq | null }
  | {
      readonly kind: 'presence';
      readonly presence: Presence;
      readonly places: FieldPlaces;
      readonly key: string;
    }
  /** Whether the line states its time, or its seq; neither is a value. */
  | { readonly kind: 'stated'; readonly what: 'ts' | 'seq'; readonly presence: Presence }
  | { readonly kind: 'state'; readonly state: LineState };

export interface PlacingOrder extends SearchedSpan {
  readonly placesOf: (name: FieldName) => FieldPlaces;
  /** What a term asks of a value; the same for every bundle. */
  readonly testOf: (term: QueryTerm) => ValueTest | null;
}

/** Asks the query of one bundle. */
export function placeQuery(query: Query, order: PlacingOrder): PlacedQuery {
  switch (query.kind) {
    case 'all':
      return query;
    case 'and':
    case 'or':
      return { kind: query.kind, parts: query.parts.map((part) => placeQuery(part, order)) };
    case 'not':
      return { kind: 'not', part: placeQuery(query.part, order) };
    default:
      return placeTerm(query, order);
  }
}

function placeTerm(term: QueryTerm, order: PlacingOrder): PlacedTerm {
  switch (term.kind) {
    case 'time':
      return {
        kind: 'time',
        from: momentOf(term.from, order),
        before: momentOf(term.before, order),
      };
    case 'seq':
      return { kind: 'seq', from: term.from, before: term.before };
    case 'state':
      return { kind: 'state', state: term.state };
    case 'presence': {
      const { field } = term;
      if (field === 'ts' || field === 'seq') return { kind: 'stated', what: field, presence: term.presence };
      const places = order.placesOf(field);
      return { kind: 'presence', presence: term.presence, places, key: `${term.presence} ${places.key}` };
    }
    case 'text':
    case 'equals':
    case 'expression':
    case 'number':
    case 'network': {
      const test = order.testOf(term);
      const places = term.field === null ? null : order.placesOf(term.field);
      if (test === null) return nothing;
      return { kind: 'value', test, places, key: `${test.key} ${places?.key ?? '*'}` };
    }
    default:
      return term satisfies never;
  }
}

/** No line has a seq before the first one. */
const nothing: PlacedTerm = { kind: 'seq', from: null, before: 0 };
