import type { EntryReading } from '../adapters/entry-reading.ts';
import type { EntrySeq, UnixMillis } from '../bytes/units.ts';

/**
 * What a query asks, read from its text. The interface's chips, the words it is printed back in and the search itself
 * all come from this one tree.
 */
export type Query =
  /** Every line. */
  | { readonly kind: 'all' }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Query[] }
  | { readonly kind: 'not'; readonly part: Query }
  | QueryTerm;

/** One question that a line answers by itself. `span` is where it stands in the query's text. */
export type QueryTerm =
  /** Some value has this text in it; with a field, some value of that field. */
  | {
      readonly kind: 'text';
      readonly field: FieldName | null;
      readonly pattern: TextPattern;
      readonly span: QuerySpan;
    }
  /** Some value of the field is this text, byte for byte: what choosing a value in the interface asks. */
  | { readonly kind: 'equals'; readonly field: FieldName; readonly text: string; readonly span: QuerySpan }
  | {
      readonly kind: 'expression';
      readonly field: FieldName | null;
      readonly source: string;
      readonly span: QuerySpan;
    }
  /** Some value of the field is a number in the range. */
  | {
      readonly kind: 'number';
      readonly field: FieldName;
      readonly range: NumberRange;
      readonly span: QuerySpan;
    }
  /** Some value of the field is an address in the network. */
  | {
      readonly kind: 'network';
      readonly field: FieldName;
      readonly network: AddressNetwork;
      readonly span: QuerySpan;
    }
  /** The line states a time from `from` to before `before`. */
  | {
      readonly kind: 'time';
      readonly from: TimeBound | null;
      readonly before: TimeBound | null;
      readonly span: QuerySpan;
    }
  | {
      readonly kind: 'seq';
      readonly from: EntrySeq | null;
      readonly before: EntrySeq | null;
      readonly span: QuerySpan;
    }
  | {
      readonly kind: 'presence';
      readonly field: FieldName;
      readonly presence: Presence;
      readonly span: QuerySpan;
    }
  | { readonly kind: 'state'; readonly state: LineState; readonly span: QuerySpan };

/** Of a field: some text, nothing (also `null`), a text without characters, or a value that was replaced by its digest. */
export type Presence = 'text' | 'absent' | 'empty' | 'withheld';

/** How the line could be read; or that a check names it. */
export type LineState = EntryReading | 'damaged';

/** A name as it was typed, parts divided by dots: an event field, or the end of a path in the entries. */
export type FieldName = string;

/** UTF-16 units of the query's text, from `start` to before `end`. */
export interface QuerySpan {
  readonly start: number;
  readonly end: number;
}

/**
 * A text to be found inside a value, without regard to case. Between two pieces anything may stand; `?` in a piece is
 * one character, as a null in `characters`. Where the pattern is bound, no word goes on at that end.
 */
export interface TextPattern {
  readonly pieces: readonly PatternPiece[];
  readonly isBoundAtStart: boolean;
  readonly isBoundAtEnd: boolean;
}

/** Characters in their small form, null for any one. Never empty. */
export type PatternPiece = readonly (string | null)[];

/** From `from` to `to`; null is without end. */
export interface NumberRange {
  readonly from: { readonly value: number; readonly isIncluded: boolean } | null;
  readonly to: { readonly value: number; readonly isIncluded: boolean } | null;
}

/** The first `prefixBits` of 16 bytes; an IPv4 address is the IPv6 address `::ffff:a.b.c.d`. */
export interface AddressNetwork {
  readonly address: Uint8Array;
  readonly prefixBits: number;
}

/** Never relative to today: the same query finds the same lines tomorrow. */
export type TimeBound =
  | { readonly kind: 'moment'; readonly time: UnixMillis }
  /** Relative to the first or the last time that the searched bundles state. */
  | { readonly kind: 'relative'; readonly to: 'first' | 'last'; readonly offset: number };
