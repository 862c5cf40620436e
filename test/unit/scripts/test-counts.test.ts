import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addCounts, readPlaywrightReport, readVitestReport } from '../../../scripts/test/counts.ts';
import { runStep } from '../../../scripts/test/run-step.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vouch-counts-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

it('counts a test file that could not be loaded as one that failed', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 0,
    testResults: [
      { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] },
      { status: 'failed', assertionResults: [] },
      { status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'passed' }] },
    ],
  };
  expect(readVitestReport(file(report))).toMatchObject({ passed: 3, failed: 2, skipped: 2 });
});

it('counts an error outside every test as failed', () => {
  const report = { stats: { expected: 5, unexpected: 1, flaky: 0, skipped: 4 }, errors: [{}], suites: [] };
  expect(readPlaywrightReport(file(report))).toMatchObject({ passed: 5, failed: 2, skipped: 4 });
});

it('counts four tests that passed at a later attempt as passed, and five as failed', () => {
  const report = (flaky: number) =>
    file({ stats: { expected: 5, unexpected: 0, flaky, skipped: 0 }, errors: [], suites: [] });
  expect(readPlaywrightReport(report(4))).toMatchObject({ passed: 9, failed: 0, skipped: 0 });
  expect(readPlaywrightReport(report(5))).toMatchObject({ passed: 5, failed: 5, skipped: 0 });
});

it('names each test that passed at a later attempt, in whatever block it stands', () => {
  const spec = (title: string, status: string) => ({
    file: 'a.spec.ts',
    line: 7,
    title,
    tests: [{ status }],
  });
  const report = {
    stats: { expected: 1, unexpected: 0, flaky: 2, skipped: 0 },
    errors: [],
    suites: [
      {
        specs: [spec('is steady', 'expected'), spec('is late', 'flaky')],
        suites: [{ specs: [spec('is late in a block', 'flaky')] }],
      },
    ],
  };
  expect(readPlaywrightReport(file(report)).unsteady).toEqual([
    'a.spec.ts:7 is late',
    'a.spec.ts:7 is late in a block',
  ]);
});

it('counts a runner that ends with an error without a failed test as one that failed', async () => {
  const reportFile = join(folder, 'report.json');
  const report = JSON.stringify({
    stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 0 },
    errors: [],
    suites: [],
  });
  const code = `require('node:fs').writeFileSync(${JSON.stringify(reportFile)}, ${JSON.stringify(report)}); process.exitCode = 1`;
  const result = await runStep({
    name: 'runner',
    program: '--eval',
    args: [code],
    counting: { kind: 'playwright', reportFile },
  });
  expect(result).toMatchObject({ passed: 2, failed: 1, skipped: 0 });
});

it('counts a runner that leaves no report as one that failed, although an old report lies there', async () => {
  const reportFile = file({
    stats: { expected: 9, unexpected: 0, flaky: 0, skipped: 0 },
    errors: [],
    suites: [],
  });
  const result = await runStep({
    name: 'runner',
    program: '--eval',
    args: ['0'],
    counting: { kind: 'playwright', reportFile },
  });
  expect(result).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
});

it('adds up all parts', () => {
  const parts = [
    { passed: 1, failed: 0, skipped: 2 },
    { passed: 10, failed: 1, skipped: 0 },
  ];
  expect(addCounts(parts)).toEqual({ passed: 11, failed: 1, skipped: 2 });
});

function file(report: object): string {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify(report));
  return path;
}
