import { toHex } from '../bytes/hex.ts';
import type { EntrySeq } from '../bytes/units.ts';
import type { LinePlace, ObservedLine } from './observation.ts';
import type { ProblemList } from './problem-list.ts';

/** Follows `seq` and `prev` from line to line and goes on after every break. */
export interface SequenceWalk {
  add(line: ObservedLine, at: LinePlace): void;
  /** The digest that the next line should state, if exactly one line can be the one before it; else null. */
  onlyLineBefore(): Uint8Array | null;
  /** True before the first line of a range whose link only the tree can tell. */
  readonly isFirstLinkUnknown: boolean;
  /** Takes so many lines at once that have the next seqs and link one to the next, from `onlyLineBefore` on. */
  addRun(count: number, lastLeaf: Uint8Array, last: LinePlace): void;
  /** The seq that the next line should have, or has if it states none. */
  readonly nextSeq: EntrySeq;
  /** Call once after the last line. */
  end(): { readonly nextSeq: EntrySeq; readonly missingEntries: number };
}

/** What may stand before the next line: its digest, and where it lies (nowhere, for the link to the origin). */
interface Candidate {
  readonly leaf: Uint8Array;
  readonly at: LinePlace | null;
}

interface PlacedLine {
  readonly leaf: Uint8Array;
  readonly at: LinePlace;
}

/** Seqs that were jumped over; one that turns up later is out of order, not missing. */
interface Gap {
  first: EntrySeq;
  last: EntrySeq;
  readonly at: LinePlace;
}

/** Takes the seq of every line that is named as a repeated one, as often as it is. */
interface RepeatedSeqs {
  add(seq: EntrySeq): unknown;
}

/**
 * Starts at the first seq of the bundle. `linkBefore` is what the first line must state as `prev`,
 * or null when the bundle begins where only the tree can tell.
 *
 * The walk trusts `seq` to resynchronise, because one removed entry must be one sentence and not a flood.
 * It decides nothing that a lie in `seq` could turn green: the root over the lines as found still has to match.
 */
export function walkSequence(
  startSeq: EntrySeq,
  linkBefore: Uint8Array | null,
  problems: ProblemList,
  kept: number,
  repeatedSeqs: RepeatedSeqs,
): SequenceWalk {
  let expected = startSeq;
  /** Lines that claim to be `expected - 1`: more than one when an entry was repeated. */
  let before: Candidate[] = linkBefore === null ? [] : [{ leaf: linkBefore, at: null }];
  /**
   * Lines without a seq since the last numbered one: stubs, and lines that could not be read. A bundle may withhold
   * millions in a row, so only the first ones are held, and behind them the newest one.
   */
  let unnumbered: PlacedLine[] = [];
  let unnumberedCount = 0;
  let gaps: Gap[] = [];
  let forgottenMissing = 0;

  return {
    add(line, at) {
      const seq = line.claimedSeq;
      if (seq === null) {
        unnumbered[Math.min(unnumberedCount, kept)] = { leaf: line.leaf, at };
        unnumberedCount += 1;
        return;
      }
      placeUnnumbered(seq);
      if (seq > expected) {
        settleRepeats(null);
        openGap(expected, seq - 1, at);
        before = [{ leaf: line.leaf, at }];
        expected = seq + 1;
      } else if (seq === expected) {
        checkLink(line, at);
        before = [{ leaf: line.leaf, at }];
        expected = seq + 1;
      } else if (closeGap(seq)) {
        problems.add({ kind: 'out-of-order', at, expectedSeq: expected });
      } else if (seq === expected - 1 && before[0]?.at != null && before.length < kept) {
        before.push({ leaf: line.leaf, at });
      } else {
        noteRepeated(at, seq);
      }
    },
    onlyLineBefore() {
      const [only, ...others] = before;
      return unnumberedCount === 0 && only !== undefined && others.length === 0 ? only.leaf : null;
    },
    get isFirstLinkUnknown() {
      return linkBefore === null && expected === startSeq && unnumberedCount === 0 && gaps.length === 0;
    },
    addRun(count, lastLeaf, last) {
      before = [{ leaf: lastLeaf, at: last }];
      expected += count;
    },
    get nextSeq() {
      return expected + unnumberedCount;
    },
    end() {
      placeUnnumbered(expected + unnumberedCount);
      settleRepeats(null);
      let missingEntries = forgottenMissing;
      for (const { first, last, at } of gaps) {
        missingEntries += last - first + 1;
        problems.add({ kind: 'missing', at, firstSeq: first, lastSeq: last });
      }
      return { nextSeq: expected, missingEntries };
    },
  };

  /** Unnumbered lines take the places that the next numbered line leaves for them; the others are too many. */
  function placeUnnumbered(nextSeq: EntrySeq): void {
    if (unnumberedCount === 0) return;
    const places = Math.max(0, Math.min(unnumberedCount, nextSeq - expected));
    const tooMany = unnumbered.slice(Math.min(places, kept));
    let uncounted = unnumberedCount - places;
    for (const { at } of uncounted === 0 ? [] : tooMany) {
      problems.add({ kind: 'extra', at });
      uncounted -= 1;
    }
    problems.countMore('extra', uncounted);
    if (places > 0) {
      settleRepeats(null);
      // Behind the held ones only the newest line is known; before another one the link cannot be checked.
      const last = Math.min(places - 1, kept);
      before = last < kept || places === unnumberedCount ? unnumbered.slice(last, last + 1) : [];
      expected += places;
    }
    unnumbered = [];
    unnumberedCount = 0;
  }

  function checkLink(line: ObservedLine, at: LinePlace): void {
    const stated = line.claimedPrev;
    const linked = stated === null ? undefined : before.find(({ leaf }) => toHex(leaf) === stated);
    settleRepeats(linked ?? null);
    const nearest = before[0];
    if (linked !== undefined || stated === null || nearest === undefined) return;
    problems.add({ kind: 'chain', at, before: nearest.at, stated, found: toHex(nearest.leaf) });
  }

  /** Of several lines with the seq before the expected one, the one that the next line links to belongs there; else the first one does. */
  function settleRepeats(linked: Candidate | null): void {
    const genuine = linked ?? before[0];
    for (const candidate of before) {
      if (candidate === genuine || candidate.at === null) continue;
      noteRepeated(candidate.at, expected - 1);
    }
    if (genuine !== undefined) before = [genuine];
  }

  function noteRepeated(at: LinePlace, seq: EntrySeq): void {
    problems.add({ kind: 'repeated', at });
    repeatedSeqs.add(seq);
  }

  function openGap(first: EntrySeq, last: EntrySeq, at: LinePlace): void {
    if (gaps.length < kept) gaps.push({ first, last, at });
    else forgottenMissing += last - first + 1;
  }

  function closeGap(seq: EntrySeq): boolean {
    const gap = gaps.find(({ first, last }) => first <= seq && seq <= last);
    if (gap === undefined) return false;
    const rest = { ...gap, first: seq + 1 };
    gap.last = seq - 1;
    gaps = [...gaps, rest].filter(({ first, last }) => first <= last);
    return true;
  }
}
