import type { EntryReading } from '../adapters/entry-reading.ts';
import type { ByteCount, ByteOffset, DigestHex, EntryOrdinal, EntrySeq, UnixMillis } from '../bytes/units.ts';
import type { JsonObject } from '../json/json-value.ts';
import type { Descriptor } from './descriptor.ts';

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
  | { readonly kind: 'reject' | 'ambiguous' | 'line-form'; readonly at: LinePlace; readonly reason: string }
  | {
      readonly kind: 'missing';
      readonly at: LinePlace;
      readonly firstSeq: EntrySeq;
      readonly lastSeq: EntrySeq;
    }
  | { readonly kind: 'repeated' | 'extra'; readonly at: LinePlace }
  | { readonly kind: 'out-of-order'; readonly at: LinePlace; readonly expectedSeq: EntrySeq }
  /** The name of the segment states neither the seq that comes next nor the one of its first line. */
  | { readonly kind: 'segment-name'; readonly at: LinePlace; readonly expectedSeq: EntrySeq }
  | {
      readonly kind: 'chain';
      readonly at: LinePlace;
      /** The line before, whose digest is not the one that this line states; null for the first line of the bundle. */
      readonly before: LinePlace | null;
      readonly stated: DigestHex;
      readonly found: DigestHex;
    }
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

/** A root of the tree over the lines as found. */
export interface ObservedRoot {
  readonly size: number;
  readonly root: Uint8Array;
}

export interface ObservedDisclosures {
  readonly total: number;
  /** Disclosures whose digest does not stand exactly once in their own entry. */
  readonly unreferenced: readonly UnreferencedDisclosure[];
  readonly unreferencedCount: number;
  /** Committed fields of readable entries whose disclosure is not in the bundle. */
  readonly redactedFields: number;
}

export interface UnreferencedDisclosure {
  readonly member: string;
  readonly line: number;
  readonly seq: EntrySeq | null;
  readonly reason: string;
}

/** Of the lines that repeat the number of another line, what a second look at them said. The three add up to all of them. */
export interface ObservedRepeats {
  /** A line before it has the same number and the same bytes. */
  readonly sameBytes: number;
  /** Lines before it have the same number, and none of them has the same bytes. */
  readonly otherContent: number;
  /** No line before it states its number, or there are more than are compared. */
  readonly notCompared: number;
}

/** Everything that reading a bundle once yields, and repeated lines twice. Checks are pure functions of this and of the trust store. */
export interface BundleObservation {
  readonly name: string;
  readonly members: readonly ObservedMember[];
  /** Whole bytes of every member that is not a segment. */
  readonly otherMembers: ReadonlyMap<string, Uint8Array>;
  readonly descriptor: Descriptor;
  readonly lines: number;
  readonly entries: number;
  readonly withheld: number;
  readonly ambiguous: number;
  readonly rejectCount: number;
  /** The seq that would follow the last line: more than the signed size means added, less means cut off. */
  readonly nextSeq: EntrySeq;
  readonly problems: readonly LineProblem[];
  /** All problems by kind, also those beyond the kept ones. */
  readonly problemCounts: { readonly [Kind in LineProblem['kind']]: number };
  readonly repeats: ObservedRepeats;
  /** Entries that no line holds, between the first and the last line. */
  readonly missingEntries: number;
  /** The tree's root at every size for which the bundle holds a checkpoint or the reader asked, as far as there are lines. */
  readonly roots: readonly ObservedRoot[];
  readonly disclosures: ObservedDisclosures;
  readonly firstTime: UnixMillis | null;
  readonly lastTime: UnixMillis | null;
  /** Entries by UTC day, as `2026-07-01`. */
  readonly entriesByDay: ReadonlyMap<string, number>;
}
