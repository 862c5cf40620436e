import type { ByteOffset, EntrySeq, UnixMillis } from '../bytes/units.ts';

/** What an entry states of itself, of a line that was read without building anything. Good until the next line is read. */
export interface EntryFacts {
  readonly seq: EntrySeq;
  readonly time: UnixMillis;
  /** Midnight of the UTC day of `time`. */
  readonly dayStart: UnixMillis;
  /** Where `ts` is spelled, without its quotation marks. */
  readonly timeAt: ByteOffset;
  readonly timeEnd: ByteOffset;
  readonly hasCommitments: boolean;
  /** The text of `prev`. */
  prevText(bytes: Uint8Array): string;
  /** The texts of the commitments, in reading order. */
  commitmentTexts(bytes: Uint8Array): readonly string[];
}

/**
 * Entries one behind the other, by their numbers: a call for each entry costs more than what there is to do for nearly
 * all of them. Good until the next lines are read.
 */
export interface ConsecutiveEntries {
  /** Of the first of them, in the segment and from 0 on. */
  readonly first: number;
  readonly count: number;
  readonly seqs: Float64Array;
  readonly times: Float64Array;
  readonly dayStarts: Float64Array;
  /** 1 where `prev` is the leaf of the line before in this segment; of the segment's first line it says nothing. */
  readonly links: Uint8Array;
  /** False when none of them has any. */
  readonly haveCommitments: boolean;
  /** The facts of one of them, until those of another one are asked for. */
  at(index: number): EntryFacts;
}
