import { type ProgramRun, runProgram } from './run-program.ts';
import { describe, ratio } from './statistics.ts';

export interface AgainstDigest {
  readonly ratio: number;
  readonly runs: readonly ProgramRun[];
  readonly text: string;
}

/**
 * Runs `sha256sum` over a file and the product in turn: a machine that slows down for a while slows both.
 */
export async function compareWithDigest(
  pairs: number,
  file: string,
  run: () => Promise<ProgramRun>,
): Promise<AgainstDigest> {
  const yardstick: ProgramRun[] = [];
  const runs: ProgramRun[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    yardstick.push(await runProgram('sha256sum', [file]));
    runs.push(await run());
  }
  const times = (all: readonly ProgramRun[]) => all.map(({ millis }) => millis);
  return {
    ratio: ratio(times(runs), times(yardstick)),
    runs,
    text: `${describe(times(runs), 'ms')}; sha256sum ${describe(times(yardstick), 'ms')}`,
  };
}
