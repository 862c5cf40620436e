import type { CommandContext } from './run-command.ts';

const shortestPause = 200;

/** Tells a person at a terminal how far a long work is, and nobody else anything. */
export interface Progress {
  step(line: string): void;
  /** Leaves an empty line for what is said next. */
  end(): void;
}

/** Starts with nothing shown: what is over soon shows nothing at all. */
export function startProgress({ showProgress, now }: CommandContext): Progress {
  if (showProgress === undefined) return { step() {}, end() {} };
  let latest = now();
  let isShown = false;
  return {
    step(line) {
      if (now() - latest < shortestPause) return;
      latest = now();
      isShown = true;
      showProgress(line);
    },
    end() {
      if (isShown) showProgress('');
    },
  };
}
