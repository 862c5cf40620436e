import type { BundleObservation, LinePlace, LineProblem } from '../bundle/observation.ts';
import type { CheckResult, Place } from './check-result.ts';
import { showFirst } from './show-first.ts';

/** The problems of one kind, also where several kinds share a shape. */
export type ProblemOf<Kind extends LineProblem['kind']> = LineProblem & { readonly kind: Kind };

/** One result per problem of a kind, in the order of the log. */
export function problemsOf<Kind extends LineProblem['kind']>(
  observation: BundleObservation,
  kind: Kind,
  toResult: (problem: ProblemOf<Kind>) => CheckResult,
): readonly CheckResult[] {
  const results = observation.problems
    .filter((problem): problem is ProblemOf<Kind> => problem.kind === kind)
    .toSorted((left, right) => left.at.ordinal - right.at.ordinal)
    .map(toResult);
  return showFirst(results, observation.problemCounts[kind]);
}

export function linePlace({ member, line, offset, ordinal, seq }: LinePlace): Place {
  return { kind: 'line', member, line, offset, ordinal, seq };
}
