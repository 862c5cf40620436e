import type { EventField } from '../adapters/event-field.ts';
import type { EntryOrdinal, UnixMillis } from '../bytes/units.ts';
import type { Facet, Histogram, SearchNote, SearchScope } from './search-protocol.ts';

/** What the window can ask of one person, resource, address or session; a part of the case protocol. */
export interface EntityRequests {
  /** Everything that a screen shows of it, in one answer. The same order gives the same answer. */
  describeEntity: { readonly args: EntityOrder; readonly answer: EntityDescription };
}

/** The event fields whose values are somebody or something. */
export type EntityField = Extract<EventField, 'actor' | 'target' | 'address' | 'session'>;

/** One value of one field, exactly as the lines have it. */
export interface EntitySubject {
  readonly field: EntityField;
  readonly text: string;
}

/** Further lines that a person counts to the same: they are those of another name for it. */
export type EntityJoin =
  /** Lines with another value of the field. */
  | { readonly kind: 'value'; readonly text: string }
  /** Lines without a value of the field that have `text` as their `name`. */
  | { readonly kind: 'unnamed'; readonly name: string; readonly text: string };

export interface EntityOrder extends SearchScope {
  readonly subject: EntitySubject;
  /** What is joined is decided by the person; what no line gives a reason for is not. */
  readonly joins: readonly EntityJoin[];
  /** How many values of each field are listed. */
  readonly listed: number;
  readonly buckets: number;
}

export interface EntityDescription {
  /** Of the wished ones those that a line gives a reason for: every figure below is of the subject and these. */
  readonly joined: readonly EntityJoin[];
  /** Lines of the subject and what is joined; of the subject alone; and all that were looked at. */
  readonly total: number;
  readonly own: number;
  readonly searched: number;
  readonly byBundle: readonly { readonly bundleId: string; readonly total: number }[];
  /** The lines with the first and the last time; null when none states one. */
  readonly first: EntityMoment | null;
  readonly last: EntityMoment | null;
  readonly histogram: Histogram;
  /** What it did or what was done with it, by field; `outcome` is always among them. */
  readonly touched: readonly Facet[];
  readonly refusals: EntityRefusals;
  /** Its other names in its own lines. */
  readonly names: readonly EntityName[];
  readonly aliases: readonly EntityAlias[];
  readonly unjoined: readonly SharedName[];
  /** Others of its kind that have a value in common with it. */
  readonly neighbours: readonly EntityNeighbours[];
  /** Other event fields that have the same text, with the number of lines. */
  readonly elsewhere: readonly { readonly field: EventField; readonly lines: number }[];
  readonly notes: readonly SearchNote[];
}

export interface EntityMoment {
  readonly time: UnixMillis;
  readonly bundleId: string;
  readonly ordinal: EntryOrdinal;
}

/** Lines whose outcome says that something was denied or failed, and which outcomes are taken to say so. */
export interface EntityRefusals {
  readonly lines: number;
  readonly outcomes: readonly string[];
  /** Different outcomes that are too rare to have been looked at. */
  readonly unread: number;
}

/** A field beside the one that names it, as `actor.email` is beside `actor.id`. */
export interface EntityName {
  readonly facet: Facet;
  /** Whether two of them may well have the same: a name is no identity. */
  readonly isWeak: boolean;
}

/** Another name for it, and why. */
export interface EntityAlias {
  readonly join: EntityJoin;
  /** Lines that it adds to those of the subject. */
  readonly lines: number;
  readonly reasons: readonly AliasReason[];
}

/** The same text, byte for byte, in the subject's lines and in those of the alias. */
export interface AliasReason {
  readonly text: string;
  readonly here: NamedLines;
  readonly there: NamedLines;
  readonly isWeak: boolean;
}

export interface NamedLines {
  /** A field, as it is typed in a query. */
  readonly name: string;
  readonly lines: number;
}

/** A text that so many others have as well that it tells nobody apart, and joins none. */
export interface SharedName {
  readonly name: string;
  readonly text: string;
  /** Other values of the subject's field that have it. */
  readonly others: number;
}

export interface EntityNeighbours {
  /** The field in which they have a value in common. */
  readonly through: EventField;
  /** Its values that were followed, the most frequent; and how many more there are. */
  readonly texts: readonly string[];
  readonly unfollowed: number;
  /** Lines of others that have one of them. */
  readonly lines: number;
  readonly facet: Facet;
}
