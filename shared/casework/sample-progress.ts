import type { Sample } from './case-work.ts';
import type { SampleResultContent, TickMark } from './sample.ts';

/** How far the review of a sample has come. Lines, not marks. */
export interface SampleProgress {
  readonly lines: number;
  /** Lines of which no attribute is open. */
  readonly reviewed: number;
  /** Reviewed or not: lines with an exception for at least one attribute. */
  readonly exceptions: number;
  readonly byStratum: readonly StratumProgress[];
}

export interface StratumProgress extends Omit<SampleProgress, 'byStratum'> {
  /** Empty for a sample without strata. */
  readonly stratum: string;
}

/** The marks of one line; all of them are open where nobody has said anything. */
export function marksOf({ made, results }: Sample, position: number): readonly TickMark[] {
  const marks = results.get(position)?.content.marks ?? [];
  return made.content.attributes.map((_, index) => marks[index] ?? 'open');
}

export function remarkOf({ results }: Sample, position: number): string {
  return results.get(position)?.content.remark ?? '';
}

/** The strata in the order of the selection. */
export function sampleProgress(sample: Sample): SampleProgress {
  const strata = new Map<string, { lines: number; reviewed: number; exceptions: number }>();
  const all = { lines: 0, reviewed: 0, exceptions: 0 };
  for (const [position, { stratum }] of sample.made.content.lines.entries()) {
    const marks = marksOf(sample, position);
    const own = strata.get(stratum) ?? { lines: 0, reviewed: 0, exceptions: 0 };
    strata.set(stratum, own);
    for (const sum of [all, own]) {
      sum.lines += 1;
      if (!marks.includes('open')) sum.reviewed += 1;
      if (marks.includes('exception')) sum.exceptions += 1;
    }
  }
  return { ...all, byStratum: [...strata].map(([stratum, sums]) => ({ stratum, ...sums })) };
}

/** The same line with one mark set, or with another remark. */
export function changedResult(
  sample: Sample,
  position: number,
  by: string,
  change: { readonly attribute: number; readonly mark: TickMark } | { readonly remark: string },
): SampleResultContent {
  const marks = marksOf(sample, position);
  return {
    kind: 'sample-result',
    by,
    sampleId: sample.made.content.sampleId,
    position,
    marks: 'mark' in change ? marks.with(change.attribute, change.mark) : marks,
    remark: 'remark' in change ? change.remark : remarkOf(sample, position),
  };
}
