import { toHex } from '../bytes/hex.ts';
import { takeRoot, type Walks } from './line-walks.ts';
import type { LineRun, SegmentScan } from './segment-scan.ts';

/**
 * Adds a segment that was read by itself to what goes from line to line, if its run begins where the segments before it
 * end: with the next seq and the digest of the last line. What this changes is what reading it line by line
 * would have changed; a test compares the two. False when it does not fit, and then nothing was changed.
 */
export function joinRun(walks: Walks, member: string, scan: SegmentScan): boolean {
  const { run } = scan;
  const { tally, tree, sequence, disclosures } = walks;
  if (run === null || run.firstSeq !== sequence.nextSeq || run.firstSeq !== tree.size) return false;
  const before = sequence.onlyLineBefore();
  const isLinked = before === null ? sequence.isFirstLinkUnknown : toHex(before) === run.claimedPrev;
  if (!isLinked) return false;

  for (const subtree of run.subtrees) {
    tree.appendSubtree(subtree);
    takeRoot(walks);
  }
  for (const { seq, digests } of run.commitments) disclosures.commitments(seq, digests);
  noteStepsBack(walks, member, run);
  tally.lines += scan.lines;
  tally.entry += run.entries;
  tally.withheld += run.withheld;
  tally.firstTime = Math.min(tally.firstTime ?? run.earliest, run.earliest);
  tally.lastTime = Math.max(tally.lastTime ?? run.latest, run.latest);
  tally.previousTime = run.last.time;
  tally.previousTimeText = run.last.text;
  for (const [day, entries] of run.byDay) tally.byDay.set(day, (tally.byDay.get(day) ?? 0) + entries);
  const lastSeq = run.firstSeq + scan.lines - 1;
  const at = { member, line: scan.lines, offset: run.lastOffset, ordinal: tally.lines - 1, seq: lastSeq };
  walks.repeatedSeqs.noteSpan(member, run.firstSeq, lastSeq);
  sequence.addRun(scan.lines, run.lastLeaf, at);
  return true;
}

/** Called before the lines of the run are counted. */
function noteStepsBack({ tally, problems }: Walks, member: string, run: LineRun): void {
  const { first, firstSeq, stepsBack, stepsBackCount } = run;
  if (tally.previousTime !== null && first.time < tally.previousTime) {
    const at = { member, line: 1, offset: 0, ordinal: tally.lines, seq: firstSeq };
    problems.add({ kind: 'time-backwards', at, earlier: tally.previousTimeText, later: first.text });
  }
  for (const { line, offset, seq, earlier, later } of stepsBack) {
    const at = { member, line, offset, ordinal: tally.lines + line - 1, seq };
    problems.add({ kind: 'time-backwards', at, earlier, later });
  }
  problems.countMore('time-backwards', stepsBackCount - stepsBack.length);
}
