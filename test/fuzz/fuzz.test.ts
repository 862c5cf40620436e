import { describe, expect, it } from 'vitest';
import { keepFinding } from './keep-finding.ts';
import { createFuzzRun } from './run-fuzz.ts';
import { fuzzTargets } from './targets.ts';

/** The same inputs in every run, and others in each. A finding names its seed, so that it can be made again. */
const fixedSeed = 20_260_301;
const randomSeed = Date.now() % 2 ** 32;
/** For a target with one turn. */
const inputsOfTurn = 6;

describe.each([
  ['a fixed seed', fixedSeed],
  [`seed ${randomSeed}`, randomSeed],
])('Mutated inputs of %s', (_, seed) => {
  it('end in a verdict or a named refusal, never in a false one, and mean the same to both verifiers', async () => {
    const findings: string[] = [];
    const reached = new Map<string, Set<string>>();
    const run = createFuzzRun(seed, {
      begins: () => {},
      ended: (target, _index, end) =>
        reached.set(target, (reached.get(target) ?? new Set<string>()).add(end)),
      found: (finding) => findings.push(keepFinding(seed, finding)),
    });
    for (const target of fuzzTargets) {
      const inputs = target.turns === 1 ? inputsOfTurn * 10 : inputsOfTurn * target.turns;
      for (let index = 0; index < inputs; index += 1) await run.judge(target, index);
    }
    run.finish();
    expect(findings).toEqual([]);
    // Inputs that never get beyond the container would prove nothing about verdicts. Each of the three is reached by the inputs
    // that are always the same; a drawn set may have none of one kind, as it did once.
    const verdicts = ['verified', 'not-verifiable', 'failed'];
    const seen = verdicts.filter((verdict) => reached.get('bundle')?.has(verdict));
    if (seed === fixedSeed) expect(seen).toEqual(verdicts);
    else expect(seen).not.toEqual([]);
  }, 120_000);
});
