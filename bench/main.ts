import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildAll } from '../scripts/build.ts';
import { writeLog } from './generate-log.ts';
import { type ProgramRun, runProgram } from './run-program.ts';

const names = ['verify', 'seal'] as const;
const seed = 20_260_701;
const fewestPairs = 5;
const origin = 'bench.example/log';

/** `npm run bench -- [--only name,...] [--size 1000000] [--pairs 5] [--json]`: see README.md for how to read it. */
export async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', default: names.join(',') },
      size: { type: 'string', default: '1000000' },
      pairs: { type: 'string', default: String(fewestPairs) },
      json: { type: 'boolean', default: false },
    },
  });
  const only = values.only.split(',');
  const unknown = only.filter((name) => !names.some((known) => known === name));
  if (unknown.length > 0)
    throw new Error(`There is no measurement "${unknown[0]}", only ${names.join(', ')}.`);
  const pairs = Math.max(fewestPairs, Number(values.pairs));

  const { failures } = await buildAll(process.cwd(), { force: false });
  if (failures.length > 0) throw new Error(failures.join('\n'));
  const folder = mkdtempSync(join(tmpdir(), 'vouch-bench-'));
  const talk = (text: string) => {
    if (!values.json) console.log(text);
  };
  try {
    const bench = await prepare(folder, Number(values.size), talk);
    const results: Record<string, number> = {};
    if (only.includes('verify')) Object.assign(results, await measureVerify(bench, pairs, talk));
    if (only.includes('seal')) Object.assign(results, await measureSeal(bench, pairs, talk));
    if (values.json) console.log(JSON.stringify(results));
    else for (const [name, value] of Object.entries(results)) console.log(`${name.padEnd(28)} ${value}`);
    return 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Prepared {
  readonly folder: string;
  readonly bundle: string;
  vouch(args: readonly string[]): Promise<ProgramRun>;
  seal(out: string): Promise<ProgramRun>;
}

async function prepare(folder: string, size: number, talk: (text: string) => void): Promise<Prepared> {
  const program = join(process.cwd(), 'build/cli/vouch.mjs');
  const input = join(folder, 'events.ndjson');
  const bundle = join(folder, 'log.evb.zip');
  const vouch = (args: readonly string[]) => runProgram(process.execPath, [program, ...args]);
  const seal = (out: string) =>
    vouch([
      ...['seal', input, '--origin', origin, '--out', out],
      ...['--log-key', join(folder, 'log.key'), '--signer-key', join(folder, 'signer.key')],
    ]);
  await vouch(['keygen', '--origin', origin, '--out', folder]);
  await vouch(['keygen', '--signer', 'packer@bench.example', '--out', folder]);
  await writeLog(input, size, seed);
  await seal(bundle);
  const megabytes = (path: string) => (statSync(path).size / 1e6).toFixed(0);
  talk(`${size} entries: ${megabytes(input)} MB of events, ${megabytes(bundle)} MB sealed`);
  return { folder, bundle, vouch, seal };
}

async function measureVerify(
  { folder, bundle, vouch }: Prepared,
  pairs: number,
  talk: (text: string) => void,
) {
  const keys = ['--vkey', join(folder, 'log.vkey'), '--signers', join(folder, 'allowed_signers')];
  const { yardstick, product } = await alternate(pairs, bundle, () => vouch(['verify', bundle, ...keys]));
  talk(`verify: ${describe(product)}; sha256sum ${describe(yardstick)}`);
  const peaks = product.map(({ peakRssMB }) => peakRssMB ?? 0);
  return {
    'verify.cli.toSha256sum': ratio(product, yardstick),
    'verify.cli.peakRssMB': Math.round(Math.max(...peaks)),
  };
}

async function measureSeal({ folder, bundle, seal }: Prepared, pairs: number, talk: (text: string) => void) {
  const { yardstick, product } = await alternate(pairs, bundle, async () => {
    const out = join(folder, 'again.evb.zip');
    const run = await seal(out);
    rmSync(out);
    return run;
  });
  talk(`seal: ${describe(product)}; sha256sum ${describe(yardstick)}`);
  return { 'seal.cli.toSha256sum': ratio(product, yardstick) };
}

/** One after the other in turn: a machine that slows down for a while slows both. */
async function alternate(pairs: number, file: string, run: () => Promise<ProgramRun>) {
  const yardstick: ProgramRun[] = [];
  const product: ProgramRun[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    yardstick.push(await runProgram('sha256sum', [file]));
    product.push(await run());
  }
  return { yardstick, product };
}

function ratio(product: readonly ProgramRun[], yardstick: readonly ProgramRun[]): number {
  return Number((medianMillis(product) / medianMillis(yardstick)).toFixed(2));
}

function medianMillis(runs: readonly ProgramRun[]): number {
  const sorted = runs.map(({ millis }) => millis).toSorted((left, right) => left - right);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

function describe(runs: readonly ProgramRun[]): string {
  const all = runs.map(({ millis }) => Math.round(millis));
  return `median ${Math.round(medianMillis(runs))} ms of ${Math.min(...all)} to ${Math.max(...all)}`;
}
