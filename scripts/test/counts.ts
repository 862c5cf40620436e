import { readFileSync } from 'node:fs';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The counts of one runner, and the tests that passed only at a later attempt. */
export interface RunnerCounts extends Counts {
  readonly unsteady: readonly string[];
}

/** Adds up the JSON report of Vitest. A file that could not be loaded has no tests and counts as one that failed. */
export function readVitestReport(file: string): RunnerCounts {
  const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport; // written by the runner just now
  const unloadable = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length,
    skipped: report.numPendingTests + report.numTodoTests,
    unsteady: [],
  };
}

/**
 * On a machine that others use too, one of some 170 tests in a browser now and then waits too long. The runner tries it again and it is
 * named; more than this many are no coincidence, and all of them have failed.
 */
const mostUnsteady = 4;

/** Adds up the JSON report of Playwright. A test that passed at a later attempt counts, unless there are several. */
export function readPlaywrightReport(file: string): RunnerCounts {
  const { stats, errors, suites } = JSON.parse(readFileSync(file, 'utf8')) as PlaywrightReport; // written just now
  const isTolerable = stats.flaky <= mostUnsteady;
  return {
    passed: stats.expected + (isTolerable ? stats.flaky : 0),
    failed: stats.unexpected + (isTolerable ? 0 : stats.flaky) + errors.length,
    skipped: stats.skipped,
    unsteady: suites.flatMap(unsteadyTests),
  };
}

function unsteadyTests({ specs = [], suites = [] }: PlaywrightSuite): readonly string[] {
  const own = specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky'));
  return [
    ...own.map(({ file, line, title }) => `${file}:${line} ${title}`),
    ...suites.flatMap(unsteadyTests),
  ];
}

/** The sum, by part. */
export function addCounts(all: readonly Counts[]): Counts {
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
    skipped: all.reduce((sum, { skipped }) => sum + skipped, 0),
  };
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly errors: readonly unknown[];
  readonly suites: readonly PlaywrightSuite[];
}

interface PlaywrightSuite {
  readonly specs?: readonly {
    readonly file: string;
    readonly line: number;
    readonly title: string;
    readonly tests: readonly { readonly status: string }[];
  }[];
  readonly suites?: readonly PlaywrightSuite[];
}
