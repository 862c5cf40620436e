import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runStep, type Step, type StepResult } from './test/run-step.ts';

/**
 * `npm run torture`, after `npm run build` and `npm run samples`: what `npm test` does a few times to the things that persons
 * make, many times. Every write fails once in every way, every stored field is edited, ten million empty objects are imported, the
 * browser is killed at 200 moments of imports and notes (`npm run torture -- 60` for fewer), and two windows write 1,000 notes
 * at once. `VOUCH_SEED` repeats the moments. Ends with what was found.
 */
export async function main([kills = '200']: readonly string[]): Promise<number> {
  if (!/^[1-9]\d*$/.test(kills)) {
    console.error(`Expected a number of kills, got ${kills}.`);
    return 2;
  }
  const reports = join(process.cwd(), 'build/test-reports');
  const results: StepResult[] = [];
  for (const step of stepsOf(kills, reports)) results.push(await runStep(step));
  console.log('');
  for (const { name, passed, failed, skipped, seconds } of results) {
    console.log(
      `${name}: ${passed} passed, ${failed} failed, ${skipped} skipped in ${Math.round(seconds)} s`,
    );
  }
  for (const statement of statementsOf(killsReportIn(reports))) console.log(statement);
  return results.some(({ failed }) => failed > 0) ? 1 : 0;
}

function stepsOf(kills: string, reports: string): readonly Step[] {
  const writesReport = join(reports, 'torture-writes.json');
  const killsReport = killsReportIn(reports);
  return [
    {
      name: 'writes that fail, edits, and floods of lines',
      program: 'node_modules/vitest/vitest.mjs',
      args: [
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${writesReport}`,
        'test/unit/workers/failing-writes.test.ts',
        'test/unit/workers/edited-rows.test.ts',
        'test/unit/workers/empty-objects.test.ts',
      ],
      environment: { VOUCH_TORTURE: '1' },
      counting: { kind: 'vitest', reportFile: writesReport },
    },
    {
      name: 'processes that are killed',
      program: 'node_modules/@playwright/test/cli.js',
      args: ['test', '--project=window', '--reporter=list,json', 'kill.spec', 'two-writers'],
      environment: { VOUCH_KILLS: kills, VOUCH_NOTES: '1000', PLAYWRIGHT_JSON_OUTPUT_FILE: killsReport },
      counting: { kind: 'playwright', reportFile: killsReport },
    },
  ];
}

function killsReportIn(reports: string): string {
  return join(reports, 'torture-kills.json');
}

/** What each test states of itself, in its own words. */
function statementsOf(reportFile: string): readonly string[] {
  if (!existsSync(reportFile)) return [];
  const { suites } = JSON.parse(readFileSync(reportFile, 'utf8')) as Suite; // written by the runner just now
  return (suites ?? []).flatMap(statementsIn);
}

function statementsIn({ suites = [], specs = [] }: Suite): readonly string[] {
  const own = specs.flatMap(({ tests }) => tests.flatMap(({ annotations }) => annotations));
  const stated = own.flatMap(({ type, description }) => (type === 'statement' ? [description ?? ''] : []));
  return [...stated, ...suites.flatMap(statementsIn)];
}

interface Suite {
  readonly suites?: readonly Suite[];
  readonly specs?: readonly { readonly tests: readonly { readonly annotations: readonly Annotation[] }[] }[];
}

interface Annotation {
  readonly type: string;
  readonly description?: string;
}
