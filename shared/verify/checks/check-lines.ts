import type { LineProblem } from '../../bundle/observation.ts';
import type { CheckInput } from '../check-input.ts';
import { type CheckResult, wholeBundle } from '../check-result.ts';
import type { CheckCode } from '../codes.ts';
import { countOf } from '../count-words.ts';
import { linePlace, problemsOf } from '../line-problems.ts';

/** R1, R2 and strict JSON: every line ends as an entry, a withheld stub, or something with a named defect. */
export function checkLines(input: CheckInput): readonly CheckResult[] {
  const { observation } = input;
  const problems = [
    ...defects(input, 'line-form', 'line-form', 'fail'),
    ...defects(input, 'reject', 'entry-unreadable', 'fail'),
    ...defects(input, 'ambiguous', 'entry-ambiguous', 'unknown'),
  ];
  if (problems.length > 0) return problems;
  if (observation.lines === 0) {
    // A signed head over nothing is true of every log that had a beginning: it must not look like a result.
    const statement = 'The bundle holds 0 entries: there is nothing that could be verified.';
    return [{ code: 'line-form', axis: 'bytes', outcome: 'unknown', place: wholeBundle, statement }];
  }
  const withheld =
    observation.withheld === 0 ? '' : `, ${countOf(observation.withheld, 'is', 'are')} withheld`;
  const statement = `${countOf(observation.entries, 'line is an entry that reads', 'lines are entries that read')} one way only${withheld}.`;
  return [{ code: 'line-form', axis: 'bytes', outcome: 'pass', place: wholeBundle, statement }];
}

function defects(
  { observation }: CheckInput,
  kind: 'line-form' | 'reject' | 'ambiguous',
  code: CheckCode,
  outcome: 'fail' | 'unknown',
): readonly CheckResult[] {
  return problemsOf(observation, kind, (problem) => ({
    code,
    axis: 'bytes',
    outcome,
    place: linePlace(problem.at),
    statement: statementOf(problem),
  }));
}

function statementOf({ kind, at, reason }: Extract<LineProblem, { reason: string }>): string {
  const where = `Line ${at.line} of ${at.member}`;
  // A reason that a parser gave ends with a full stop of its own.
  const why = `${reason.replace(/\.$/, '')}.`;
  if (kind === 'line-form') return `${where}: ${why}`;
  if (kind === 'ambiguous') return `${where} can be read in more than one way: ${why}`;
  return `${where} cannot be read as an entry: ${why}`;
}
