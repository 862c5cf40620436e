import type { EntryReading } from '../adapters/entry-reading.ts';
import type { EventField } from '../adapters/event-field.ts';
import { lf } from '../bytes/ascii.ts';
import type { ByteOffset, EntryOrdinal } from '../bytes/units.ts';

/**
 * The storage unit: consecutive lines of one segment. `raw` is the segment's own byte range, line ends included;
 * every column has one element per line and can be derived from `raw` again.
 */
export interface Block {
  readonly member: string;
  readonly firstOrdinal: EntryOrdinal;
  /** 1-based within the segment. */
  readonly firstLine: number;
  /** Where `raw` begins in the segment. */
  readonly offset: ByteOffset;
  readonly raw: Uint8Array;
  /** Start of each line in `raw`, and at the end the length of `raw`: one element more than there are lines. */
  readonly starts: Uint32Array;
  /** Leaf digests, 32 bytes a line. */
  readonly leaves: Uint8Array;
  /** Index into `readings`. */
  readonly reading: Uint8Array;
  /** NaN where the line states none. */
  readonly seq: Float64Array;
  readonly time: Float64Array;
  /** Dictionary ids. */
  readonly fields: { readonly [Field in EventField]: Uint32Array };
}

export interface BlockLimits {
  readonly lines: number;
  /** Of `raw`. One line longer than this still gets a block, of its own. */
  readonly bytes: number;
}

/** IndexedDB refuses values above 133,169,152 bytes (measured), and a line may be 16 MiB: hence the second limit. */
export const blockLimits: BlockLimits = { lines: 4_096, bytes: 8 * 1024 * 1024 };

/** The stored numbers of the four readings. The order is part of the stored format: only ever append. */
export const readings: readonly EntryReading[] = ['entry', 'withheld', 'ambiguous', 'reject'];

export const leafBytes = 32;

/** Lines in the block. */
export function lineCount(block: Block): number {
  return block.starts.length - 1;
}

/** One line without its LF, as a view into the block. A place outside the block gives no bytes. */
export function lineBytes(block: Block, index: number): Uint8Array {
  const start = block.starts[index] ?? 0;
  const end = block.starts[index + 1] ?? start;
  // A line holds no LF (R1), so one at the end is its line end; the last line of a cut segment has none.
  const isEndedByLf = end > start && block.raw[end - 1] === lf;
  return block.raw.subarray(start, isEndedByLf ? end - 1 : end);
}

/** The leaf digest that was computed when the block was made, as a view into the block. */
export function storedLeaf(block: Block, index: number): Uint8Array {
  return block.leaves.subarray(index * leafBytes, (index + 1) * leafBytes);
}
