import { join } from 'node:path';
import type { Step } from './run-step.ts';

/** In the order of `npm test`. The programs are named by file: a shell wrapper would cost half a second each. */
export const parts = [
  'lint',
  'types',
  'unused',
  'build',
  'samples',
  'unit',
  'deciding',
  'e2e',
  'electron',
] as const;

/** Run when named alone: the same tests in windows that are made six times as slow, for who writes or mends one. */
export const extraParts = ['slow'] as const;

export type Part = (typeof parts)[number] | (typeof extraParts)[number];

/** What must have succeeded before a part can say anything. */
export const needs: { readonly [Name in Part]?: readonly Part[] } = {
  unit: ['build'],
  e2e: ['build', 'samples'],
  slow: ['build', 'samples'],
  electron: ['build', 'samples'],
};

const vitest = 'node_modules/vitest/vitest.mjs';

/** What each part runs, with its reports in the given folder. */
export function stepOf(part: Part, reports: string): Step {
  switch (part) {
    case 'lint':
      return checker(part, 'node_modules/@biomejs/biome/bin/biome', ['check', '.']);
    case 'types':
      return checker(part, 'node_modules/typescript/bin/tsc', ['-b']);
    case 'unused':
      return checker(part, 'node_modules/knip/bin/knip.js', []);
    case 'build':
      return checker(part, 'scripts/run.mjs', ['scripts/build.ts']);
    case 'samples':
      return checker(part, 'scripts/run.mjs', ['scripts/make-samples.ts']);
    case 'unit':
      return unitTests(part, reports, ['--project', 'unit', '--project', 'lone']);
    case 'deciding':
      return unitTests(part, reports, ['--project', 'deciding', '--coverage']);
    case 'e2e':
      return playwright(part, 'window', reports);
    case 'slow':
      return playwright(part, 'window', reports, { VOUCH_SLOW: '6' });
    case 'electron':
      return playwright(part, 'desktop', reports);
    default:
      return part satisfies never;
  }
}

function unitTests(name: string, reports: string, args: readonly string[]): Step {
  const reportFile = join(reports, `${name}.json`);
  return {
    name,
    program: vitest,
    args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`, ...args],
    counting: { kind: 'vitest', reportFile },
  };
}

function checker(name: string, program: string, args: readonly string[]): Step {
  return { name, program, args, counting: { kind: 'exit code' } };
}

function playwright(name: string, project: string, reports: string, environment = {}): Step {
  const reportFile = join(reports, `${name}.json`);
  return {
    name,
    program: 'node_modules/@playwright/test/cli.js',
    args: ['test', `--project=${project}`, '--reporter=list,json'],
    environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile, ...environment },
    counting: { kind: 'playwright', reportFile },
  };
}
