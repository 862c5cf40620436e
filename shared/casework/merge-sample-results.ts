import type { CaseWork, Made } from './case-work.ts';
import { baseOf, type ConflictDesk, type ConflictSide } from './merge-conflict.ts';
import type { MergeSides } from './merge-sides.ts';
import type { SampleResultContent } from './sample.ts';

/** Samples never change; only what two persons found for the same line of one can contradict. */
export function sampleResultCorrections(
  sides: MergeSides,
  after: CaseWork,
  desk: ConflictDesk,
  by: string,
): readonly SampleResultContent[] {
  const corrections: SampleResultContent[] = [];
  for (const [sampleId, { made, results }] of sides.mine.samples) {
    for (const [position, mine] of results) {
      const theirs = resultAt(sides.theirs, sampleId, position);
      if (theirs === null) continue;
      const settled = desk.settle(
        { kind: 'sample-result', sampleId, title: made.content.title, position },
        baseOf(
          sideOf(resultAt(sides.baseInMyOrder, sampleId, position)).value,
          sideOf(resultAt(sides.baseInTheirOrder, sampleId, position)).value,
        ),
        sideOf(mine),
        sideOf(theirs),
      );
      const wanted = settled === 'theirs' ? theirs : mine;
      const there = resultAt(after, sampleId, position);
      if (sideOf(there).value === sideOf(wanted).value) continue;
      const { marks, remark } = wanted.content;
      corrections.push({ kind: 'sample-result', by, sampleId, position, marks, remark });
    }
  }
  return corrections;
}

function resultAt(
  { samples }: CaseWork,
  sampleId: string,
  position: number,
): Made<SampleResultContent> | null {
  return samples.get(sampleId)?.results.get(position) ?? null;
}

/** Marks are words without blanks, so the text is one for one result. */
function sideOf(made: Made<SampleResultContent> | null): ConflictSide {
  if (made === null) return { value: '', by: '', at: null };
  const { marks, remark, by } = made.content;
  return { value: `${marks.join(', ')}\n${remark}`, by, at: made.at };
}
