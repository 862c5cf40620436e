import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { type RunnerCounts, readPlaywrightReport, readVitestReport } from './counts.ts';

/** One program that `npm test` runs, and how its tests are counted. */
export interface Step {
  readonly name: string;
  /** Relative to the checkout; run by this Node. */
  readonly program: string;
  readonly args: readonly string[];
  readonly environment?: { readonly [name: string]: string };
  readonly counting:
    | { readonly kind: 'exit code' }
    | { readonly kind: 'vitest' | 'playwright'; readonly reportFile: string };
}

export interface StepResult extends RunnerCounts {
  readonly name: string;
  readonly seconds: number;
}

/** Runs a step with its output streamed through, and counts its tests. Never rejects: what cannot run has failed. */
export async function runStep(step: Step): Promise<StepResult> {
  const startedAt = performance.now();
  if (step.counting.kind !== 'exit code') {
    rmSync(step.counting.reportFile, { force: true });
    mkdirSync(dirname(step.counting.reportFile), { recursive: true });
  }
  const exitCode = await run(step);
  const seconds = (performance.now() - startedAt) / 1_000;
  return { name: step.name, seconds, ...countStep(step, exitCode) };
}

/** What a step counts as whose preparation failed. */
export function failedStep(name: string): StepResult {
  return { name, seconds: 0, ...oneFailed };
}

const oneFailed: RunnerCounts = { passed: 0, failed: 1, skipped: 0, unsteady: [] };

function countStep(step: Step, exitCode: number): RunnerCounts {
  if (step.counting.kind === 'exit code') {
    return exitCode === 0 ? { passed: 1, failed: 0, skipped: 0, unsteady: [] } : oneFailed;
  }
  const { kind, reportFile } = step.counting;
  if (!existsSync(reportFile)) return oneFailed;
  const counts = kind === 'vitest' ? readVitestReport(reportFile) : readPlaywrightReport(reportFile);
  // A threshold that was missed, or an error outside every test, shows in the exit code alone.
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function run(step: Step): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [step.program, ...step.args], {
      stdio: 'inherit',
      env: { ...process.env, ...step.environment },
    });
    child.once('error', (error) => {
      console.error(`${step.name}: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
