import type { LineProblem } from './observation.ts';

/** Collects problems: the first ones whole, all of them counted. Hostile evidence cannot make it grow. */
export interface ProblemList {
  add(problem: LineProblem): void;
  /** Counts problems whose places were not kept. */
  countMore(kind: LineProblem['kind'], count: number): void;
  readonly kept: readonly LineProblem[];
  readonly counts: { readonly [Kind in LineProblem['kind']]: number };
}

/** The limit holds for each kind on its own, so that a flood of one kind cannot hide another. */
export function createProblemList(keptOfEachKind: number): ProblemList {
  const kept: LineProblem[] = [];
  const counts = {
    reject: 0,
    ambiguous: 0,
    'line-form': 0,
    missing: 0,
    repeated: 0,
    extra: 0,
    'out-of-order': 0,
    'segment-name': 0,
    chain: 0,
    'time-backwards': 0,
  };
  return {
    kept,
    counts,
    add(problem) {
      counts[problem.kind] += 1;
      if (counts[problem.kind] <= keptOfEachKind) kept.push(problem);
    },
    countMore(kind, count) {
      counts[kind] += count;
    },
  };
}
