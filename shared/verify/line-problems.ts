import type { BundleObservation, LinePlace, LineProblem } from '../bundle/observation.ts';
import type { CheckResult, Place } from './check-result.ts';
import { countOf } from './count-words.ts';

/** The problems of one kind, also where several kinds share a shape. */
export type ProblemOf<Kind extends LineProblem['kind']> = LineProblem & { readonly kind: Kind };

/** Results shown for one kind of problem; a hundred named places are a work list, a thousand are noise. */
const shownOfEachKind = 100;

/**
 * One result per problem of a kind, in the order of the log.
 * When there are more than are shown, the last result says how many: a cap without a word would be a lie.
 */
export function problemsOf<Kind extends LineProblem['kind']>(
  observation: BundleObservation,
  kind: Kind,
  toResult: (problem: ProblemOf<Kind>) => CheckResult,
): readonly CheckResult[] {
  const results = observation.problems
    .filter((problem): problem is ProblemOf<Kind> => problem.kind === kind)
    .toSorted((left, right) => left.at.ordinal - right.at.ordinal)
    .slice(0, shownOfEachKind)
    .map(toResult);
  const last = results.at(-1);
  const more = observation.problemCounts[kind] - results.length;
  if (last === undefined || more <= 0) return results;
  const statement = `${countOf(more, 'more place', 'more places')} of the same kind, not listed one by one.`;
  return [
    ...results,
    { code: last.code, axis: last.axis, outcome: last.outcome, place: { kind: 'bundle' }, statement },
  ];
}

export function linePlace({ member, line, offset, ordinal, seq }: LinePlace): Place {
  return { kind: 'line', member, line, offset, ordinal, seq };
}
