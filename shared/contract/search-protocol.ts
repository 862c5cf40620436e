import type { FieldValue } from '../adapters/field-value.ts';
import type { DigestHex, EntryOrdinal, UnixMillis } from '../bytes/units.ts';
import type { EntryRow } from './case-protocol.ts';
import type { EntityRequests } from './entity-protocol.ts';

/** What the window can ask of the lines of a case; a part of the case protocol. */
export interface SearchRequests extends EntityRequests {
  /** Everything that a screen shows of a query, in one answer. The same order gives the same answer. */
  search: { readonly args: SearchRequest; readonly answer: SearchAnswer };
  /** More rows of the same result; as fast for the last page as for the first. */
  listHits: {
    readonly args: SearchOrder & { readonly first: number; readonly count: number };
    readonly answer: readonly HitRow[];
  };
  /** Where in the result the first row at or behind a time stands, or a given line; null when the result does not have it. */
  findHit: {
    readonly args: SearchOrder & { readonly target: HitTarget };
    readonly answer: number | null;
  };
  /** More values of one facet, or those that have a text in them. */
  listFacet: { readonly args: SearchOrder & { readonly facet: FacetOrder }; readonly answer: Facet };
  /** Two results side by side, field by field: two periods, two bundles, two persons. */
  compareResults: { readonly args: CompareRequest; readonly answer: CompareAnswer };
  /** The fields that the lines of these bundles have, most frequent first. */
  listFields: { readonly args: SearchScope; readonly answer: readonly FieldSummary[] };
}

export interface SearchScope {
  readonly caseId: string;
  /** In the order in which they are to be named; none means all of the case. */
  readonly bundleIds: readonly string[];
}

export interface SearchOrder extends SearchScope {
  /** As it was typed. */
  readonly query: string;
  readonly sort: HitSort;
  /** Further fields whose values the rows bring. */
  readonly fields: readonly string[];
}

/** By `time`, `log` (the order of the bundle, one bundle after the other), or a field. Ties are in the order of the log. */
export interface HitSort {
  readonly by: string;
  readonly isDescending: boolean;
}

export interface SearchRequest extends SearchOrder {
  readonly facets: readonly FacetOrder[];
  /** At most so many, whose width is a round piece of time; 0 for no histogram. */
  readonly buckets: number;
  readonly rows: { readonly first: number; readonly count: number };
}

export type HitTarget =
  | { readonly kind: 'time'; readonly time: UnixMillis }
  | { readonly kind: 'line'; readonly bundleId: string; readonly ordinal: EntryOrdinal };

export interface FacetOrder {
  readonly field: string;
  readonly count: number;
  /** Only values that have this in them, without regard to case. */
  readonly containing: string | null;
}

export type SearchAnswer =
  | SearchResult
  /** The query cannot be read. */
  | { readonly kind: 'invalid'; readonly error: QueryProblem }
  /** It was given up by a limit that is named, and states no figure at all. */
  | { readonly kind: 'stopped'; readonly statement: string };

export interface SearchResult {
  readonly kind: 'result';
  /** Exact, always. */
  readonly total: number;
  /** All lines of the searched bundles. */
  readonly searched: number;
  readonly byBundle: readonly {
    readonly bundleId: string;
    readonly total: number;
    readonly searched: number;
  }[];
  readonly rows: readonly HitRow[];
  readonly facets: readonly Facet[];
  /** Null where no buckets were asked for. */
  readonly histogram: Histogram | null;
  readonly notes: readonly SearchNote[];
  /** The query in words. */
  readonly words: string;
  /** SHA-256 over the query in its own spelling and the digests of the searched files: names the question, for reports. */
  readonly digest: DigestHex;
  readonly tookMillis: number;
}

export interface QueryProblem {
  readonly message: string;
  /** UTF-16 units of the query's text. */
  readonly start: number;
  readonly end: number;
  /** The whole query with the problem mended, or null where nobody can guess. */
  readonly suggestion: string | null;
}

/** What a person should know about a result that is right as it stands. */
export interface SearchNote {
  readonly kind: 'unknown-field' | 'unchecked' | 'altered-left-out' | 'no-time' | 'not-numbers';
  readonly statement: string;
  /** The whole query with another field name, or null. */
  readonly suggestion: string | null;
}

/** A row says which bundle it is of. */
export interface HitRow extends EntryRow {
  readonly bundleId: string;
  /** In the order of `SearchOrder.fields`: all values of the line there, most have one at most. */
  readonly further: readonly (readonly FieldValue[])[];
  /** Other bundles of the search that have a line with the same event id. */
  readonly alsoIn: readonly { readonly bundleId: string; readonly ordinal: EntryOrdinal }[];
}

export interface Facet {
  readonly field: string;
  /** The most frequent first; ties in the order of their UTF-16 units. */
  readonly values: readonly { readonly text: string; readonly count: number }[];
  /** Different values besides the listed ones, and the lines that have one of them. */
  readonly others: { readonly values: number; readonly lines: number };
  readonly absent: number;
  readonly empty: number;
  readonly withheld: number;
}

/** How many lines of the result lie in each piece of time; in UTC. */
export interface Histogram {
  readonly start: UnixMillis;
  /** Of each bucket; a piece of time that clocks show whole. */
  readonly width: number;
  readonly counts: readonly number[];
  /** Lines of the searched bundles at all in each bucket: without any, nothing can be found there. */
  readonly searched: readonly number[];
  /** Lines of the result that state no time. */
  readonly withoutTime: number;
}

export interface FieldSummary {
  /** As it is typed in a query: an event field, or the names from the top of the entry, divided by dots. */
  readonly name: string;
  /** Where an event field lies; null for all others. */
  readonly pointers: readonly string[] | null;
  /** Lines that have it. */
  readonly lines: number;
  /** Some of its values, the most frequent first, for completion. */
  readonly examples: readonly string[];
}

/** One of the two that are compared. */
export interface ComparedQuestion {
  readonly bundleIds: readonly string[];
  readonly query: string;
}

export interface CompareRequest {
  readonly caseId: string;
  readonly left: ComparedQuestion;
  readonly right: ComparedQuestion;
  readonly fields: readonly string[];
  /** How many values of each kind are named. */
  readonly listed: number;
}

export type CompareAnswer =
  | {
      readonly kind: 'compared';
      readonly totals: ComparedLines;
      /** All lines of the searched bundles of each side. */
      readonly searched: ComparedLines;
      readonly fields: readonly FieldComparison[];
      readonly notes: readonly SearchNote[];
    }
  | { readonly kind: 'invalid'; readonly side: 'left' | 'right'; readonly error: QueryProblem }
  | { readonly kind: 'stopped'; readonly statement: string };

/** How many lines there are on each side. */
export interface ComparedLines {
  readonly left: number;
  readonly right: number;
}

/** What one field has on either side; every value of both is compared, whatever is named of them. */
export interface FieldComparison {
  readonly field: string;
  /** The most frequent come first; ties in the order of their UTF-16 units, here and below. */
  readonly onlyLeft: ComparedValues;
  readonly onlyRight: ComparedValues;
  /** Those whose share of the lines differs most come first. */
  readonly both: ComparedValues;
  /** How many values have exactly the same share of both sides. */
  readonly unchanged: number;
  /** Lines that have no value there, by why. */
  readonly absent: ComparedLines;
  readonly empty: ComparedLines;
  readonly withheld: ComparedLines;
}

export interface ComparedValues {
  readonly values: readonly ComparedValue[];
  /** In all, named or not. */
  readonly count: number;
}

/** Lines that have the value, on each side. */
export interface ComparedValue extends ComparedLines {
  readonly text: string;
}
