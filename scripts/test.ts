import { join } from 'node:path';
import { addCounts } from './test/counts.ts';
import { failedStep, runStep, type StepResult } from './test/run-step.ts';
import { extraParts, needs, type Part, parts, stepOf } from './test/steps.ts';

const allParts = [...parts, ...extraParts];

/**
 * `npm test`, or `npm test -- unit e2e` for some parts: runs them in order, also after a failure, and ends with one
 * line that adds up every test of every runner.
 */
export async function main(args: readonly string[]): Promise<number> {
  const unknown = args.find((arg) => !allParts.some((part) => part === arg));
  if (unknown !== undefined) {
    console.error(`There is no part ${unknown}. The parts are: ${allParts.join(', ')}.`);
    return 2;
  }
  const results = await runParts(partsToRun(args));
  console.log('\nPart        Passed  Failed  Skipped  Seconds');
  for (const { name, passed, failed, skipped, seconds } of results) {
    const columns = [passed, failed, skipped].map((count) => String(count).padStart(8)).join('');
    console.log(`${name.padEnd(10)}${columns} ${seconds.toFixed(1).padStart(8)}`);
  }
  for (const { name, unsteady } of results) {
    for (const test of unsteady) console.log(`${name}: passed only at a later attempt: ${test}`);
  }
  const total = addCounts(results);
  console.log(`total: ${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return total.failed === 0 ? 0 : 1;
}

/** Without arguments all; a part brings along what it needs. */
function partsToRun(args: readonly string[]): readonly Part[] {
  if (args.length === 0) return parts;
  const named = allParts.filter((part) => args.includes(part));
  const wanted = new Set([...named, ...named.flatMap((part) => needs[part] ?? [])]);
  return allParts.filter((part) => wanted.has(part));
}

async function runParts(chosen: readonly Part[]): Promise<readonly StepResult[]> {
  const reports = join(process.cwd(), 'build/test-reports');
  const results: StepResult[] = [];
  for (const part of chosen) {
    console.log(`\n── ${part} ──`);
    const missing = needs[part]?.find((name) =>
      results.some((result) => result.name === name && result.failed > 0),
    );
    if (missing === undefined) results.push(await runStep(stepOf(part, reports)));
    else {
      console.log(`Not run, and counted as failed: ${missing} failed.`);
      results.push(failedStep(part));
    }
  }
  return results;
}
