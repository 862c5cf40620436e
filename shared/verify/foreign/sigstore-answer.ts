/** What one step of a Sigstore bundle came to. `unknown`: it may be good, and cannot be decided with what is at hand. */
export interface StepAnswer {
  readonly outcome: 'pass' | 'fail' | 'unknown';
  readonly statement: string;
}

export function passed(statement: string): StepAnswer {
  return { outcome: 'pass', statement };
}

export function failed(statement: string): StepAnswer {
  return { outcome: 'fail', statement };
}

export function undecided(statement: string): StepAnswer {
  return { outcome: 'unknown', statement };
}

/** The one answer of several things that must all hold: the first failure, else the first that is open. */
export function worstOf(answers: readonly StepAnswer[], otherwise: StepAnswer): StepAnswer {
  return (
    answers.find(({ outcome }) => outcome === 'fail') ??
    answers.find(({ outcome }) => outcome === 'unknown') ??
    answers[0] ??
    otherwise
  );
}
