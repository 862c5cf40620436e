import type { EntrySeq } from '../bytes/units.ts';
import type { IndexPart } from '../index/index-part.ts';
import { lineCount } from '../index/index-part.ts';
import type { BitSet } from './bit-set.ts';

/** Adds the lines whose seq is from `from` to before `before`; null is without end. */
export function addSeqsBetween(
  rows: BitSet,
  part: Pick<IndexPart, 'seqs' | 'starts'>,
  from: EntrySeq | null,
  before: EntrySeq | null,
): void {
  const { first, values } = part.seqs;
  const low = from ?? Number.NEGATIVE_INFINITY;
  const high = before ?? Number.POSITIVE_INFINITY;
  if (values === null) {
    const lines = lineCount(part);
    rows.addRange(Math.max(0, Math.ceil(low) - first), Math.min(lines, Math.max(0, Math.ceil(high) - first)));
    return;
  }
  for (let row = 0; row < values.length; row++) {
    const seq = values[row] ?? Number.NaN;
    if (seq >= low && seq < high) rows.add(row);
  }
}
