import type { ByteCount, ByteOffset, DigestHex, EntrySeq, UnixMillis } from '../bytes/units.ts';
import type { Subtree } from '../chain/merkle-tree.ts';
import type { BundleMember } from './bundle-source.ts';

/** What reading one segment by itself yields, wherever and in whatever order the segments are read. */
export interface SegmentScan {
  readonly size: ByteCount;
  readonly sha256: DigestHex;
  readonly lines: number;
  /** Null when something about the lines must be said, or may have to be: then they are read one after the other. */
  readonly run: LineRun | null;
}

/**
 * The lines of a segment that are as those of nearly every sound log: entries and stubs, each with the next seq and the
 * digest of the line before. It holds from its first line on, as far as that is what the segments before it lead to:
 * only joining decides that.
 */
export interface LineRun {
  /** Of the first line, also its place in the tree. */
  readonly firstSeq: EntrySeq;
  /** What the first line states as the digest of the line before it. */
  readonly claimedPrev: DigestHex;
  readonly lastLeaf: Uint8Array;
  /** Where the last line begins. */
  readonly lastOffset: ByteOffset;
  /** The leaves, in order, cut wherever a root is wanted. */
  readonly subtrees: readonly Subtree[];
  readonly entries: number;
  readonly withheld: number;
  /** Of the first and the last entry, as they lie there. */
  readonly first: ClaimedTime;
  readonly last: ClaimedTime;
  readonly earliest: UnixMillis;
  readonly latest: UnixMillis;
  /** Clocks that went back are the one thing that many sound logs have. The first ones whole, all of them counted. */
  readonly stepsBack: readonly TimeStep[];
  readonly stepsBackCount: number;
  readonly byDay: readonly (readonly [day: string, entries: number])[];
  /** Of each entry that has any, in reading order. */
  readonly commitments: readonly EntryCommitments[];
}

export interface ClaimedTime {
  readonly time: UnixMillis;
  readonly text: string;
}

/** An entry whose time is earlier than that of the one before it. */
export interface TimeStep {
  /** 1-based. */
  readonly line: number;
  readonly offset: ByteOffset;
  readonly seq: EntrySeq;
  readonly earlier: string;
  readonly later: string;
}

export interface EntryCommitments {
  readonly seq: EntrySeq;
  readonly digests: readonly string[];
}

/** Reads segments by themselves. Asked for one after the other, it may read ahead. */
export interface SegmentScanner {
  /** Null for a segment that is not read as a whole, because of its size. Throws what reading a member throws. */
  scan(member: BundleMember): Promise<SegmentScan | null>;
  /** Reads nothing further ahead. */
  end(): void;
}
