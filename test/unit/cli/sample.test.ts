import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCliBench, sealInput } from './cli-bench.ts';

const size = 200;
const lines = Array.from(
  { length: size },
  (_, index) =>
    `${JSON.stringify({
      ts: new Date(Date.UTC(2026, 6, 1) + index * 60_000).toISOString(),
      actor: { id: `u-${index % 7}` },
      action: index % 10 === 0 ? 'delete' : 'read',
    })}\n`,
).join('');

async function sampling() {
  const bench = createCliBench();
  await sealInput(bench, lines);
  const path = bench.path('sealed.evb.zip');
  const sample = (...args: readonly string[]) => bench.run(['sample', path, ...args]);
  return { bench, path, sample };
}

interface PrintedLine {
  readonly seq: number;
  readonly leaf: string;
  readonly stratum: string;
}

const numberOf = (seed: string, counter: number) =>
  BigInt(`0x${createHash('sha256').update(`${seed},${counter}`).digest('hex')}`);

const hasPython = spawnSync('python3', ['--version']).status === 0;

describe('vouch sample', () => {
  it('draws what the documented rule draws from the seed, and names each line by number and digest', async () => {
    const { bench, sample, path } = await sampling();
    const { code, out, err } = await sample('--count', '15', '--seed', 'audit 2026', '--json');
    expect(code).toBe(0);
    const drawn: readonly PrintedLine[] = JSON.parse(out).lines;
    const expected: number[] = [];
    for (let counter = 1; expected.length < 15; counter++) {
      const position = Number(numberOf('audit 2026', counter) % BigInt(size));
      if (!expected.includes(position)) expected.push(position);
    }
    expect(drawn.map(({ seq }) => seq)).toEqual(expected);
    expect(err).toContain('15 of 200 lines, simple-random, seed audit 2026');
    const [first] = drawn;
    const inspected = await bench.run(['inspect', path, '--entry', String(first?.seq), '--json']);
    expect(JSON.parse(inspected.out).entries[0].leaf).toBe(first?.leaf);
  });

  it.runIf(hasPython)('draws what the lines of Python on the page about samples draw', async () => {
    const { sample } = await sampling();
    const page = readFileSync(join(import.meta.dirname, '../../../docs/sampling.md'), 'utf8');
    const program = /```python\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    const script = `${program}\nprint(draw("seed with ünicode", 200, 30))`;
    const python = JSON.parse(execFileSync('python3', ['-c', script], { encoding: 'utf8' }));
    const { out } = await sample('--count', '30', '--seed', 'seed with ünicode', '--json');
    expect(JSON.parse(out).lines.map(({ seq }: PrintedLine) => seq)).toEqual(python);
  });

  it('draws from what a query finds, in strata', async () => {
    const { sample } = await sampling();
    const { out } = await sample(
      ...['--query', 'actor:u-1', '--count', '10', '--seed', 's', '--json'],
      ...['--method', 'stratified', '--stratify-by', 'action'],
    );
    const { population, lines: drawn } = JSON.parse(out);
    // Lines 1, 8, 15, … of 200, every tenth line of all a deletion: 29 lines, 3 of them deletions (50, 120, 190).
    expect(population.size).toBe(29);
    const deletions = drawn.filter(({ stratum }: PrintedLine) => stratum === 'delete');
    expect(deletions.map(({ seq }: PrintedLine) => seq)).toEqual([
      [50, 120, 190][Number(numberOf('s/delete', 1) % 3n)],
    ]);
    expect(drawn).toHaveLength(10);
    for (const { seq } of drawn) expect(seq % 7).toBe(1);
  });

  it('says which seed it drew when nobody gave one', async () => {
    const { sample } = await sampling();
    const first = await sample('--count', '5', '--json');
    const { seed, lines: drawn } = JSON.parse(first.out);
    expect(first.err).toContain(seed);
    const again = await sample('--count', '5', '--seed', seed, '--json');
    expect(JSON.parse(again.out).lines).toEqual(drawn);
  });

  it('prints how many lines are enough', async () => {
    const { bench } = await sampling();
    const run = (...args: readonly string[]) => bench.run(['sample', 'size', ...args]);
    expect((await run('--population', '1000000')).out).toBe('59\n');
    expect((await run('--population', '1000000', '--accept', '1')).out).toBe('93\n');
    expect((await run('--population', '100', '--tolerable', '10')).out).toBe('25\n');
  });

  it.each([
    ['no count', []],
    ['a count that is none', ['--count', 'many']],
    ['strata without a stratified sample', ['--count', '5', '--stratify-by', 'action']],
    ['a query that cannot be read', ['--count', '5', '--query', '(']],
  ])('ends with 2 for %s', async (_, args) => {
    const { sample } = await sampling();
    expect((await sample(...args)).code).toBe(2);
  });
});
