import type { EventField } from '../adapters/event-field.ts';
import type { EventMapping } from '../adapters/read-event.ts';
import type { ByteOffset, DigestHex, EntryOrdinal } from '../bytes/units.ts';
import type { TrustedKey } from '../trust/trusted-key.ts';
import type { EntryRow } from './case-protocol.ts';

/** What the window can ask of one line; a part of the case protocol. */
export interface EntryRequests {
  /** One line, read from the stored bytes and digested again now. */
  readEntry: { readonly args: EntryOrder; readonly answer: EntryDetail };
  /** How the line is bound to what the log signed. Reads no more than the line's surroundings. */
  proveEntry: { readonly args: EntryOrder; readonly answer: EntryProof };
  /** Digests all lines of a bundle once, so that `proveEntry` can say the path of any of them. */
  gatherLeaves: { readonly args: { readonly bundleId: string }; readonly answer: null };
}

interface EntryOrder {
  readonly bundleId: string;
  readonly ordinal: EntryOrdinal;
}

export interface EntryDetail {
  readonly row: EntryRow;
  readonly member: string;
  readonly line: number;
  readonly offset: ByteOffset;
  /** The stored bytes of the line without its LF: what the digest below was computed from, just now. */
  readonly raw: Uint8Array;
  /** The values stand under other names, and `raw` and `disclosures` are left out: see shared/lens. */
  readonly isMasked: boolean;
  readonly leafNow: DigestHex;
  /** `prev` as the line states it, and what it must be. */
  readonly claimedPrev: DigestHex | null;
  readonly before: LineBefore;
  /** `prev` as the line after states it: what this line was when that one was written. Null when there is none. */
  readonly nextClaimedPrev: DigestHex | null;
  readonly claimedTimeText: string | null;
  readonly readingReason: string | null;
  /** Where the fields of the event model were looked for. */
  readonly mapping: EventMapping;
  /** Fields whose place is there and holds `null`; their value counts as absent. */
  readonly nullFields: readonly EventField[];
  /** All other values of the entry, in its own order. */
  readonly further: readonly FurtherField[];
  /** Disclosed values of committed fields, by JSON pointer; the digest of each stands in the raw bytes. */
  readonly disclosures: readonly DisclosedField[];
}

/** What stands before a line, with the digest that its `prev` must be, computed just now. */
export type LineBefore =
  | { readonly kind: 'line'; readonly leafNow: DigestHex; readonly place: EntryPlace }
  /** The line is the first of its log, bound to the log's name. */
  | { readonly kind: 'start-of-log'; readonly leafNow: DigestHex; readonly origin: string }
  /** The bundle holds the leaf before its range, and not the line. */
  | { readonly kind: 'frontier'; readonly leafNow: DigestHex }
  | { readonly kind: 'not-held' };

export interface EntryPlace {
  readonly member: string;
  /** 1-based. */
  readonly line: number;
  /** The line is a stub, which states its leaf. */
  readonly isStub: boolean;
}

/** A value of an entry that is no field of the event model, by its JSON pointer. */
export interface FurtherField {
  readonly pointer: string;
  readonly value: EntryValue;
  /** The value was committed when the log was sealed, and a disclosure in the bundle opens it. */
  readonly isDisclosed: boolean;
}

/** Numbers are spelled as `String` spells them; the raw bytes have their own spelling. */
export type EntryValue =
  | { readonly kind: 'text' | 'number' | 'boolean'; readonly text: string }
  | { readonly kind: 'null' | 'empty' | 'empty-list' | 'empty-object' | 'withheld' };

export interface DisclosedField {
  readonly pointer: string;
  readonly value: string | null;
  readonly digest: string;
  /** As it stands in the bundle; null where none opens the digest. */
  readonly disclosure: string | null;
}

/** From the leaf to what was signed. Each part is computed from stored bytes, and nothing of it from the verdict. */
export interface EntryProof {
  /** Place of the line among all leaves of the log, from 0. */
  readonly index: number;
  readonly checkpoint: CoveringCheckpoint;
  /** Null while the leaves of the bundle were not gathered, and where no checkpoint is there to lead to. */
  readonly path: TreePath | null;
}

/** The newest checkpoint that covers the line, and that the lines of the bundle reach. */
export type CoveringCheckpoint =
  | {
      readonly kind: 'found';
      readonly member: string;
      readonly origin: string;
      readonly size: number;
      /** In base64, as the checkpoint spells it. */
      readonly root: string;
      readonly signer: CheckpointSigner;
    }
  | { readonly kind: 'unreadable'; readonly member: string; readonly reason: string }
  /** The bundle has none; the line stands behind the newest; all of those that cover it are over more lines than are here. */
  | { readonly kind: 'none' | 'behind' | 'cut-off' };

/** By whom a checkpoint is signed, as far as its own log key goes. */
export type CheckpointSigner =
  | { readonly kind: 'pinned'; readonly key: TrustedKey }
  /** The signature is sound, by the key that the bundle itself offers: that says nothing of whose it is. */
  | { readonly kind: 'offered'; readonly publicKey: string; readonly fingerprint: string }
  /** A line claims to be by this key and is not (R8). */
  | { readonly kind: 'false'; readonly whose: 'pinned' | 'offered' }
  /** Signed under the log's name, by a key that is neither pinned nor offered. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unsigned' };

export interface TreePath {
  readonly leaf: DigestHex;
  /** From the leaf up. */
  readonly steps: readonly TreeStep[];
  /** Whether the path ends at the root that the checkpoint states. */
  readonly leadsToRoot: boolean;
}

export interface TreeStep {
  readonly side: 'left' | 'right';
  readonly digest: DigestHex;
  /** The leaves that it stands for: `from` to before `before`. */
  readonly from: number;
  readonly before: number;
}
