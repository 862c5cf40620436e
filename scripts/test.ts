import { join } from 'node:path';
import { addCounts } from './test/counts.ts';
import { failedStep, runStep, type StepResult } from './test/run-step.ts';
import { type Part, parts, partsAfterBuild, stepOf } from './test/steps.ts';

/**
 * `npm test`, or `npm test -- unit e2e` for some parts: runs them in order, also after a failure, and ends with one
 * line that adds up every test of every runner.
 */
export async function main(args: readonly string[]): Promise<number> {
  const unknown = args.find((arg) => !parts.some((part) => part === arg));
  if (unknown !== undefined) {
    console.error(`There is no part ${unknown}. The parts are: ${parts.join(', ')}.`);
    return 2;
  }
  const results = await runParts(partsToRun(args));
  console.log('\nPart        Passed  Failed  Skipped  Seconds');
  for (const { name, passed, failed, skipped, seconds } of results) {
    const columns = [passed, failed, skipped].map((count) => String(count).padStart(8)).join('');
    console.log(`${name.padEnd(10)}${columns} ${seconds.toFixed(1).padStart(8)}`);
  }
  const total = addCounts(results);
  console.log(`total: ${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return total.failed === 0 ? 0 : 1;
}

/** Without arguments all; what needs a build brings the build along. */
function partsToRun(args: readonly string[]): readonly Part[] {
  if (args.length === 0) return parts;
  const needsBuild = partsAfterBuild.some((part) => args.includes(part));
  return parts.filter((part) => args.includes(part) || (part === 'build' && needsBuild));
}

async function runParts(chosen: readonly Part[]): Promise<readonly StepResult[]> {
  const reports = join(process.cwd(), 'build/test-reports');
  const results: StepResult[] = [];
  let isBuilt = true;
  for (const part of chosen) {
    console.log(`\n── ${part} ──`);
    if (!isBuilt && partsAfterBuild.includes(part)) {
      console.log('Not run: there is no build to test.');
      results.push(failedStep(part));
      continue;
    }
    const result = await runStep(stepOf(part, reports));
    if (part === 'build') isBuilt = result.failed === 0;
    results.push(result);
  }
  return results;
}
