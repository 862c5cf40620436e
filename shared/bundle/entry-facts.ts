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
