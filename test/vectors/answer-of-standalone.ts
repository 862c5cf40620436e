import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type Answer, logKeyFile, signersFile, toAnswer } from './vector-folders.ts';

const script = join(import.meta.dirname, '../../cli/standalone/verify.mjs');

export interface StandaloneRun {
  readonly exitCode: number | null;
  readonly errors: string;
  readonly answers: readonly Answer[];
}

/** Runs the second verifier as a stranger would: a process of its own, with files and nothing else. */
export function runStandalone(paths: readonly string[]): StandaloneRun {
  const args = [script, ...paths, '--vkey', logKeyFile, '--signers', signersFile, '--json'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: 60_000,
  });
  const lines = stdout.split('\n').filter((line) => line !== '');
  return { exitCode: status, errors: stderr, answers: lines.map((line) => toAnswer(JSON.parse(line))) };
}
