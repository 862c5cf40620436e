import { itemAt } from '../bytes/element-at.ts';
import type { EntrySeq } from '../bytes/units.ts';

/** Which numbers several lines have, and in which segments lines with these numbers can lie. */
export interface RepeatedSeqs {
  /** Notes a number that was repeated, unless there are as many already as are compared. */
  add(seq: EntrySeq): void;
  /** Lines of a segment have numbers from `lowest` to `highest`, among others. */
  noteSpan(member: string, lowest: EntrySeq, highest: EntrySeq): void;
  has(seq: EntrySeq): boolean;
  /** Whether a segment may have a line with one of the numbers. Call when all of them were noted. */
  mayBeIn(member: string): boolean;
}

/** Of each segment only the lowest and the highest number are held: it may be read in vain, but none is left out. */
export function createRepeatedSeqs(limit: number): RepeatedSeqs {
  const seqs = new Set<EntrySeq>();
  const spans = new Map<string, { lowest: EntrySeq; highest: EntrySeq }>();
  let sorted: readonly EntrySeq[] | null = null;

  return {
    add(seq) {
      if (seqs.size < limit) seqs.add(seq);
    },
    noteSpan(member, lowest, highest) {
      const span = spans.get(member);
      if (span === undefined) {
        spans.set(member, { lowest, highest });
        return;
      }
      span.lowest = Math.min(span.lowest, lowest);
      span.highest = Math.max(span.highest, highest);
    },
    has: (seq) => seqs.has(seq),
    mayBeIn(member) {
      const span = spans.get(member);
      if (span === undefined) return false;
      sorted ??= [...seqs].toSorted((one, other) => one - other);
      const next = sorted[firstFrom(sorted, span.lowest)];
      return next !== undefined && next <= span.highest;
    },
  };
}

/** The place of the first number that is not below `lowest`. A hostile bundle has many segments and many numbers. */
function firstFrom(sorted: readonly EntrySeq[], lowest: EntrySeq): number {
  let from = 0;
  let before = sorted.length;
  while (from < before) {
    const middle = (from + before) >>> 1;
    if (itemAt(sorted, middle) < lowest) from = middle + 1;
    else before = middle;
  }
  return from;
}
