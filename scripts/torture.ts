import { join } from 'node:path';
import { runStep, type Step, type StepResult } from './test/run-step.ts';

/**
 * `npm run torture`, after `npm run build` and `npm run samples`: what `npm test` does a few times to the things that persons
 * make, many times. Every write fails once in every way, every stored field is edited, a process is killed at 200 moments
 * while notes are written (`npm run torture -- 50` for fewer), and two windows write 1,000 notes at once. `VOUCH_SEED`
 * repeats the moments.
 */
export async function main([kills = '200']: readonly string[]): Promise<number> {
  if (!/^[1-9]\d*$/.test(kills)) {
    console.error(`Expected a number of kills, got ${kills}.`);
    return 2;
  }
  const reports = join(process.cwd(), 'build/test-reports');
  const results: StepResult[] = [];
  for (const step of stepsOf(kills, reports)) results.push(await runStep(step));
  return results.some(({ failed }) => failed > 0) ? 1 : 0;
}

function stepsOf(kills: string, reports: string): readonly Step[] {
  const writesReport = join(reports, 'torture-writes.json');
  const killsReport = join(reports, 'torture-kills.json');
  return [
    {
      name: 'writes that fail, and edits',
      program: 'node_modules/vitest/vitest.mjs',
      args: [
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${writesReport}`,
        'test/unit/workers/failing-writes.test.ts',
        'test/unit/workers/edited-rows.test.ts',
      ],
      environment: { VOUCH_TORTURE: '1' },
      counting: { kind: 'vitest', reportFile: writesReport },
    },
    {
      name: 'processes that are killed',
      program: 'node_modules/@playwright/test/cli.js',
      args: ['test', '--project=window', '--workers=1', '--reporter=list,json', 'annotate-crash'],
      environment: { VOUCH_KILLS: kills, VOUCH_NOTES: '1000', PLAYWRIGHT_JSON_OUTPUT_FILE: killsReport },
      counting: { kind: 'playwright', reportFile: killsReport },
    },
  ];
}
