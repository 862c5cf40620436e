import type { DigestHex } from '../bytes/units.ts';
import { type CaseWork, foldCaseWork, type MadeRecord } from './case-work.ts';
import type { MadeContent } from './made-content.ts';
import { exhibitNumbers, type Renumbered, withNumbers } from './merge-exhibit-numbers.ts';
import { caseDigestOf, type Overlay, recordIdOf } from './overlay.ts';

/** Both sides of a merge, each as it stands now and as it stood with what both have. */
export interface MergeSides {
  readonly mine: CaseWork;
  readonly theirs: CaseWork;
  /** What both have, in the order of each: where the two differ, there is no base. */
  readonly baseInMyOrder: CaseWork;
  readonly baseInTheirOrder: CaseWork;
  /** Records that this case does not have yet, in their order, with the numbers of this case. */
  readonly fresh: readonly FreshRecord[];
  readonly renumbered: readonly Renumbered[];
  /** Records that both have, that count here, and that they undid. */
  readonly undoneThere: readonly { readonly id: DigestHex; readonly record: number }[];
}

export interface FreshRecord {
  readonly id: DigestHex;
  readonly content: MadeContent;
  readonly record: number;
  readonly at: number;
}

export function mergeSides(caseId: string, made: readonly MadeRecord[], overlay: Overlay): MergeSides {
  const caseDigest = caseDigestOf(caseId);
  const kept = made.filter(({ content }) => content.kind !== 'undo');
  const known = new Map(kept.map((each) => [recordIdOf(caseDigest, each.record, each.content), each]));
  const mine = foldCaseWork(made);
  const countsHere = new Set(mine.made.filter(({ counts }) => counts).map(({ record }) => record));
  const numbers = exhibitNumbers(overlay, known);

  const theirRecords = overlay.records.flatMap((each): FreshRecord[] => {
    if (each.kind === 'undone') return [];
    const { id, record, at, content } = each;
    return [{ id, record, at, content: withNumbers(content, numbers.here) }];
  });
  const undoneRecords = new Set(
    overlay.records.filter(({ kind }) => kind === 'undone').map(({ record }) => record),
  );
  // What both have undone is of no consequence any more.
  const shared = overlay.records.flatMap((each) => {
    const here = known.get(each.id);
    if (here === undefined || (each.kind === 'undone' && !countsHere.has(here.record))) return [];
    return [{ here, inTheirs: { ...here, record: each.record } }];
  });
  const inMyOrder = shared.map(({ here }) => here).toSorted((one, other) => one.record - other.record);
  return {
    mine,
    theirs: foldCaseWork(theirRecords),
    baseInMyOrder: foldCaseWork(inMyOrder),
    baseInTheirOrder: foldCaseWork(shared.map(({ inTheirs }) => inTheirs)),
    fresh: theirRecords.filter(({ id }) => !known.has(id)),
    renumbered: numbers.renumbered,
    undoneThere: shared.flatMap(({ here, inTheirs }) =>
      undoneRecords.has(inTheirs.record)
        ? [{ id: recordIdOf(caseDigest, here.record, here.content), record: here.record }]
        : [],
    ),
  };
}
