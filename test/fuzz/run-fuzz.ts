import { findDisagreements, type JudgedBundle } from './ask-standalone.ts';
import { diceFor } from './dice.ts';
import type { FuzzCase, FuzzTarget, Judgement } from './fuzz-case.ts';

/** A promise that one input broke. */
export interface Finding {
  readonly target: string;
  readonly index: number;
  readonly broken: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export interface FuzzHooks {
  begins(target: string, index: number): void;
  ended(target: string, index: number, reached: string): void;
  found(finding: Finding): void;
}

export interface FuzzRun {
  /** Makes one input and judges it. */
  judge(target: FuzzTarget, index: number): Promise<void>;
  /** Asks the second verifier about the last bundles. */
  finish(): void;
}

/** An input must be answered within this time, on a machine that does other things as well. */
export const longestMillis = 10_000;
/** What begins when the second verifier is asked about many inputs at once: it has a time limit of its own. */
export const secondVerifier = 'second verifier';
/** Starting the second verifier costs as much as judging a handful of bundles. */
const bundlesAtOnce = 150;

/** A run with one seed. Nothing that an input does ends it. */
export function createFuzzRun(seed: number, { begins, ended, found }: FuzzHooks): FuzzRun {
  let waiting: JudgedBundle[] = [];
  const askStandalone = () => {
    if (waiting.length > 0) begins(secondVerifier, waiting.length);
    for (const { bundle, broken } of findDisagreements(waiting)) {
      found({ ...bundle, broken, files: new Map([['input.evb.zip', bundle.zip]]) });
    }
    waiting = [];
  };
  return {
    judge: async (target, index) => {
      begins(target.name, index);
      const made = await target.make(diceFor(seed, target.name, index));
      const startedAt = performance.now();
      const { reached, broken, bundle } = await judgeSafely(made);
      const millis = performance.now() - startedAt;
      ended(target.name, index, reached);
      const slow = millis > longestMillis ? `took ${Math.round(millis)} ms` : null;
      const wrong = broken ?? slow;
      if (wrong !== null) found({ target: target.name, index, broken: wrong, files: made.files });
      if (bundle !== undefined) waiting.push({ target: target.name, index, ...bundle });
      if (waiting.length >= bundlesAtOnce) askStandalone();
    },
    finish: askStandalone,
  };
}

/** Whatever is thrown here was not caught where evidence is read: a broken promise by itself. */
async function judgeSafely(made: FuzzCase): Promise<Judgement> {
  try {
    return await made.judge();
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { reached: 'thrown', broken: `threw ${stack}` };
  }
}
