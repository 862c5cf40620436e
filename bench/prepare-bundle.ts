import { statSync } from 'node:fs';
import { join } from 'node:path';
import { accessLog } from './generate-log.ts';
import { type ProgramRun, runProgram } from './run-program.ts';

/** A sealed log on disk, and the program that sealed it. */
export interface Bundle {
  /** A temporary folder that is gone after the run; measurements may put more into it. */
  readonly folder: string;
  readonly path: string;
  readonly bytes: number;
  readonly entries: number;
  vouch(args: readonly string[]): Promise<ProgramRun>;
  seal(out: string): Promise<ProgramRun>;
}

/** A log that is written anew for each run. */
export interface MadeUpLog {
  /** What the sealing program must be told of it. */
  readonly sealOptions: readonly string[];
  /** Newline-delimited JSON; the same seed and size give the same bytes, so that two runs measure the same work. */
  write(path: string, events: number, seed: number): Promise<void>;
}

const seed = 20_260_701;
const origin = 'bench.example/log';

/** Makes a log of `entries` entries, always the same one, and seals it with fresh keys. */
export async function prepareBundle(
  folder: string,
  entries: number,
  log: MadeUpLog = accessLog,
): Promise<Bundle> {
  const program = join(process.cwd(), 'build/cli/vouch.mjs');
  const input = join(folder, 'events.ndjson');
  const path = join(folder, 'log.evb.zip');
  const vouch = (args: readonly string[]) => runProgram(process.execPath, [program, ...args]);
  const seal = (out: string) =>
    vouch([
      ...['seal', input, '--origin', origin, '--out', out],
      ...['--log-key', join(folder, 'log.key'), '--signer-key', join(folder, 'signer.key')],
      ...log.sealOptions,
    ]);
  await vouch(['keygen', '--origin', origin, '--out', folder]);
  await vouch(['keygen', '--signer', 'packer@bench.example', '--out', folder]);
  await log.write(input, entries, seed);
  await seal(path);
  return { folder, path, bytes: statSync(path).size, entries, vouch, seal };
}
