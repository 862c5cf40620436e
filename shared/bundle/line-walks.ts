import type { UnixMillis } from '../bytes/units.ts';
import type { CompactRange } from '../chain/merkle-tree.ts';
import type { DisclosureWalk } from './disclosure-walk.ts';
import type { ObservedRoot } from './observation.ts';
import type { ProblemList } from './problem-list.ts';
import type { RepeatedSeqs } from './repeated-seqs.ts';
import type { SequenceWalk } from './sequence-walk.ts';

/** What goes from line to line, over all segments of a bundle. */
export interface Walks {
  readonly problems: ProblemList;
  readonly tally: Tally;
  readonly tree: CompactRange;
  readonly rootSizes: ReadonlySet<number>;
  readonly roots: ObservedRoot[];
  readonly sequence: SequenceWalk;
  readonly repeatedSeqs: RepeatedSeqs;
  readonly disclosures: DisclosureWalk;
}

/** Counts that the receipt and the verdict need. */
export interface Tally {
  lines: number;
  entry: number;
  withheld: number;
  ambiguous: number;
  reject: number;
  firstTime: UnixMillis | null;
  lastTime: UnixMillis | null;
  /** Of the line before, for clocks that go back: one early peak must not accuse every line after it. */
  previousTime: UnixMillis | null;
  previousTimeText: string;
  readonly byDay: Map<string, number>;
}

export function createTally(): Tally {
  return {
    lines: 0,
    entry: 0,
    withheld: 0,
    ambiguous: 0,
    reject: 0,
    firstTime: null,
    lastTime: null,
    previousTime: null,
    previousTimeText: '',
    byDay: new Map(),
  };
}

/** Keeps the root where a checkpoint states one, also before the first line. */
export function takeRoot({ tree, rootSizes, roots }: Walks): void {
  if (rootSizes.has(tree.size)) roots.push({ size: tree.size, root: tree.root() });
}
