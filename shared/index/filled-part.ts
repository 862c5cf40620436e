import type { ByteOffset, EntrySeq } from '../bytes/units.ts';
import type { IndexPart } from './index-part.ts';

/** A part that lacks only its place in the segment. */
export type FilledPart = Pick<IndexPart, 'reading' | 'seqs' | 'times' | 'columns' | 'others'> & {
  readonly lines: number;
};

/** The parts of a segment, one behind the other. `starts` are those of the lines in the segment, and its length. */
export function placeParts(
  member: string,
  starts: Uint32Array,
  parts: readonly FilledPart[],
): readonly IndexPart[] {
  let firstIndex = 0;
  return parts.map(({ lines, ...part }) => {
    const offset: ByteOffset = starts[firstIndex] ?? 0;
    const ofPart = starts.slice(firstIndex, firstIndex + lines + 1).map((start) => start - offset);
    const firstLine = firstIndex + 1;
    firstIndex += lines;
    return { member, firstLine, offset, starts: ofPart, ...part };
  });
}

/** From one number a line, NaN where the line states no seq. */
export function toSeqs(values: Float64Array): IndexPart['seqs'] {
  const first: EntrySeq = values[0] ?? Number.NaN;
  for (let index = 0; index < values.length; index++) {
    if (values[index] !== first + index) return { first: 0, values: values.slice() };
  }
  return { first, values: null };
}
