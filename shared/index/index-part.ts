import type { EntryReading } from '../adapters/entry-reading.ts';
import type { EventField } from '../adapters/event-field.ts';
import type { ByteCount, ByteOffset, EntrySeq } from '../bytes/units.ts';
import type { Column } from './column.ts';
import type { OtherValues } from './other-values.ts';
import type { Times } from './times.ts';

/**
 * What is kept of some consecutive lines of a segment besides their bytes. Everything in it can be derived from the
 * bytes again, and is compared with them whenever a case is verified.
 */
export interface IndexPart {
  readonly member: string;
  /** 1-based within the segment. */
  readonly firstLine: number;
  /** Where the first line begins in the segment. */
  readonly offset: ByteOffset;
  /** Start of each line from there, and at the end the length of all: one element more than there are lines. */
  readonly starts: Uint32Array;
  /** Index into `readings`. */
  readonly reading: Uint8Array;
  readonly seqs: Seqs;
  readonly times: Times;
  readonly columns: { readonly [Field in EventField]: Column };
  readonly others: OtherValues;
}

/** `values` is null when every line has the seq after that of the line before; else one a line, NaN for none. */
export interface Seqs {
  readonly first: EntrySeq;
  readonly values: Float64Array | null;
}

/** A part has at most so many lines: row numbers within it fit into 16 bits. */
export const partLines = 65_536;

/**
 * A part also ends behind the line with which its values and texts take so many bytes: entries of 60 kilobytes would else
 * make a part of gigabytes, and a browser stores no value of more than 127 MiB.
 */
export const partWeight: ByteCount = 32 * 1024 * 1024;

/** Or with which its lines do: names that have no values weigh nothing, and are held while a part is made. */
export const partBytes: ByteCount = 64 * 1024 * 1024;

/** The stored numbers of the four readings. The order is part of the stored format: only ever append. */
export const readings: readonly EntryReading[] = ['entry', 'withheld', 'ambiguous', 'reject'];

/** Lines in the part. */
export function lineCount({ starts }: Pick<IndexPart, 'starts'>): number {
  return starts.length - 1;
}

/** The seq that a line states, or null. */
export function seqAt({ seqs, starts }: Pick<IndexPart, 'seqs' | 'starts'>, index: number): EntrySeq | null {
  if (seqs.values === null) return index < starts.length - 1 ? seqs.first + index : null;
  const seq = seqs.values[index];
  return seq === undefined || Number.isNaN(seq) ? null : seq;
}
