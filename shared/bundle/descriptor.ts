import type { EventMapping } from '../adapters/read-event.ts';
import type { EntrySeq } from '../bytes/units.ts';

/** `data/bundle.json`: what the packer says of the bundle. Covered by the packer's signature, not by the log's. */
export interface Descriptor {
  readonly format: 'evb/1';
  readonly origin: string;
  readonly title: string;
  readonly range: { readonly start: EntrySeq; readonly end: EntrySeq };
  /** Compact-range digests of [0, start), largest first, as lowercase hex; empty when start is 0. */
  readonly frontier: readonly string[];
  /** Where the fields of the event model lie in an entry, as JSON pointers. */
  readonly mapping: EventMapping;
  /** C2SP verifier key of the log, for a person to compare with what they received another way. Never trusted as such. */
  readonly offeredLogKey: string | null;
}
