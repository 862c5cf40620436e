import type { FormatError } from '../bytes/errors.ts';
import type { ByteCount, ByteOffset, DigestHex, EntryOrdinal, EntrySeq, UnixMillis } from '../bytes/units.ts';
import type { JsonObject } from '../json/json-value.ts';
import type { Descriptor } from './descriptor.ts';
import type { EntryReading } from './entry-reading.ts';

/** One line of a segment, as it lies there. What it says of itself is claimed until a check has confirmed it. */
export interface ObservedLine {
  readonly ordinal: EntryOrdinal;
  /** The line without its LF. */
  readonly bytes: Uint8Array;
  readonly offset: ByteOffset;
  /** 1-based within its segment. */
  readonly line: number;
  readonly isEndedByLf: boolean;
  readonly reading: EntryReading;
  /** Why the reading is `ambiguous` or `reject`. */
  readonly reason: string | null;
  readonly claimedSeq: EntrySeq | null;
  readonly claimedPrev: DigestHex | null;
  readonly claimedTime: UnixMillis | null;
  readonly claimedTimeText: string | null;
  /** RFC 6962 leaf digest of the line; for a stub, the digest that the stub states. */
  readonly leaf: Uint8Array;
  /** Null unless the reading is `entry`. */
  readonly event: JsonObject | null;
}

export interface ObservedMember {
  readonly path: string;
  readonly size: ByteCount;
  readonly sha256: DigestHex;
  /** Lines of a segment; null for every other member. */
  readonly lines: number | null;
}

/** Something about the lines that is not as the format says, with its place. Kept up to a limit, counted beyond it. */
export type LineProblem =
  | { readonly kind: 'reject' | 'ambiguous'; readonly at: LinePlace; readonly reason: string }
  | {
      readonly kind: 'missing';
      readonly at: LinePlace;
      readonly firstSeq: EntrySeq;
      readonly lastSeq: EntrySeq;
    }
  | { readonly kind: 'repeated'; readonly at: LinePlace }
  | { readonly kind: 'out-of-order'; readonly at: LinePlace; readonly expectedSeq: EntrySeq }
  | {
      readonly kind: 'chain';
      readonly at: LinePlace;
      readonly expected: DigestHex;
      readonly found: DigestHex;
      readonly changedSeq: EntrySeq | null;
    }
  | { readonly kind: 'line-form'; readonly at: LinePlace; readonly reason: string }
  | {
      readonly kind: 'time-backwards';
      readonly at: LinePlace;
      readonly earlier: string;
      readonly later: string;
    };

export interface LinePlace {
  readonly member: string;
  readonly line: number;
  readonly offset: ByteOffset;
  readonly ordinal: EntryOrdinal;
  readonly seq: EntrySeq | null;
}

/** A root of the tree over the lines as found, at a size for which the bundle holds a checkpoint. */
export interface ObservedRoot {
  readonly size: number;
  readonly root: Uint8Array;
}

export interface ObservedDisclosures {
  readonly total: number;
  /** Disclosures whose digest does not stand exactly once in their own entry. */
  readonly unreferenced: readonly {
    readonly member: string;
    readonly line: number;
    readonly seq: EntrySeq | null;
    readonly reason: string;
  }[];
  /** Committed fields of readable entries whose disclosure is not in the bundle. */
  readonly redactedFields: number;
}

/** Everything that reading a bundle once yields. Checks are pure functions of this and of the trust store. */
export interface BundleObservation {
  readonly name: string;
  readonly members: readonly ObservedMember[];
  /** Whole bytes of every member that is not a segment. */
  readonly otherMembers: ReadonlyMap<string, Uint8Array>;
  readonly descriptor: Descriptor | FormatError;
  readonly firstSeq: EntrySeq;
  readonly lines: number;
  readonly entries: number;
  readonly withheld: number;
  readonly ambiguous: number;
  readonly rejectCount: number;
  readonly problems: readonly LineProblem[];
  /** All problems, also those beyond the kept ones. */
  readonly problemCount: number;
  readonly roots: readonly ObservedRoot[];
  readonly finalRoot: ObservedRoot;
  readonly disclosures: ObservedDisclosures;
  readonly firstTime: UnixMillis | null;
  readonly lastTime: UnixMillis | null;
  readonly entriesByDay: ReadonlyMap<string, number>;
  readonly duplicateLines: number;
}
