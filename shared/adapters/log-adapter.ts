import type { EventField } from './event-field.ts';

/** Where an entry states when it happened, as a JSON pointer and the spellings that are read there. */
export interface TimeSource {
  readonly pointer: string;
  /** RFC 3339 text, or that and a whole number of milliseconds since 1970. A bare number is read where it is known to be one. */
  readonly spelling: 'text' | 'text or milliseconds';
}

/** Pointers for each field of the event model, the likeliest first. One of them goes into the description of a bundle. */
export type FieldPointers = { readonly [Field in EventField]?: readonly [string, ...string[]] };

/** What is known of one kind of log before it is sealed. It names places and changes nothing: an event stays as it came. */
export interface LogAdapter {
  readonly id: string;
  /** The log's own name, for people. */
  readonly title: string;
  /**
   * In this order: the first place that holds anything is the time. One that cannot be read is refused, since taking
   * the next place then would date an event by something else without a word.
   */
  readonly times: readonly [TimeSource, ...TimeSource[]];
  /** Names under which the source wraps its events in an object, as `{"Records": [...]}`. */
  readonly lists: readonly string[];
  readonly fields: FieldPointers;
}
