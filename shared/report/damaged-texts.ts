import type { ReportRecord } from './record.ts';
import { recordShape } from './record-shape.ts';
import { type ReportProblem, reportProblem } from './report-problem.ts';

/** Texts with half a character: JSON can spell one, and no strict reader takes it, nor can a file hold it. */
export function damagedTextProblems(record: ReportRecord): readonly ReportProblem[] {
  return damagedPointers(recordShape.toDocument(record), '').map((pointer) =>
    reportProblem(
      'text-damaged',
      pointer,
      `The text at ${pointer} of the record has half of a character, which no file can hold.`,
    ),
  );
}

function damagedPointers(value: unknown, pointer: string): readonly string[] {
  if (typeof value === 'string') return /\p{Surrogate}/u.test(value) ? [pointer] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => damagedPointers(member, `${pointer}/${name}`));
}
