import { statSync } from 'node:fs';
import { join } from 'node:path';
import { writeLog } from './generate-log.ts';
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

const seed = 20_260_701;
const origin = 'bench.example/log';

/** Makes the log of `entries` entries, always the same one, and seals it with fresh keys. */
export async function prepareBundle(folder: string, entries: number): Promise<Bundle> {
  const program = join(process.cwd(), 'build/cli/vouch.mjs');
  const input = join(folder, 'events.ndjson');
  const path = join(folder, 'log.evb.zip');
  const vouch = (args: readonly string[]) => runProgram(process.execPath, [program, ...args]);
  const seal = (out: string) =>
    vouch([
      ...['seal', input, '--origin', origin, '--out', out],
      ...['--log-key', join(folder, 'log.key'), '--signer-key', join(folder, 'signer.key')],
    ]);
  await vouch(['keygen', '--origin', origin, '--out', folder]);
  await vouch(['keygen', '--signer', 'packer@bench.example', '--out', folder]);
  await writeLog(input, entries, seed);
  await seal(path);
  return { folder, path, bytes: statSync(path).size, entries, vouch, seal };
}
