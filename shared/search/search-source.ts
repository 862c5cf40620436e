import type { EventMapping } from '../adapters/read-event.ts';
import type { DigestHex, EntryOrdinal } from '../bytes/units.ts';
import type { IndexPart } from '../index/index-part.ts';

/** A bundle as it is searched: what is kept of its lines, and none of their bytes. */
export interface SearchSource {
  readonly bundleId: string;
  readonly fileSha256: DigestHex;
  /** Where the columns of the parts lie in an entry. */
  readonly mapping: EventMapping;
  /** In the order of the bundle, without gaps. */
  readonly parts: readonly SourcePart[];
  /** Lines that a check names, ascending. */
  readonly damaged: readonly EntryOrdinal[];
}

/** Some consecutive lines of a bundle. */
export interface SourcePart {
  readonly part: IndexPart;
  /** The place of the part's first line among all lines of the bundle. */
  readonly firstOrdinal: EntryOrdinal;
}
