import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { logKeyFile, signersFile } from './vector-folders.ts';

const script = join(import.meta.dirname, '../../cli/standalone/verify.mjs');

/** What the second verifier prints about one bundle, read back. */
export interface StandaloneAnswer {
  /** `refused` for a file that is no readable bundle. */
  readonly state: string;
  readonly formatError: string | null;
  /** `fail root`, `unknown log-key`: each check that did not pass. */
  readonly open: readonly string[];
}

export interface StandaloneRun {
  readonly exitCode: number | null;
  readonly errors: string;
  readonly answers: readonly StandaloneAnswer[];
}

/** Runs the second verifier as a stranger would: a process of its own, with files and nothing else. */
export function runStandalone(paths: readonly string[]): StandaloneRun {
  const args = [script, ...paths, '--vkey', logKeyFile, '--signers', signersFile];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: 60_000,
  });
  const bundles = stdout.split(/^bundle .*\n/m).slice(1);
  return { exitCode: status, errors: stderr, answers: bundles.map(readAnswer) };
}

function readAnswer(text: string): StandaloneAnswer {
  const lines = text.trimEnd().split('\n');
  const [, state = ''] = /^state +([a-z-]+)(?:, parts withheld)?$/.exec(lines.at(-1) ?? '') ?? [];
  const checks = lines.slice(0, -1).map((line) => {
    const [, outcome = '', code = ''] = /^([a-z]+) +([a-z0-9-]+): /.exec(line) ?? [];
    return { outcome, code };
  });
  const refused = checks.find(({ outcome }) => outcome === 'refused');
  return {
    state: refused === undefined ? state : 'refused',
    formatError: refused?.code ?? null,
    open: checks
      .filter(({ outcome }) => !['pass', 'refused'].includes(outcome))
      .map(({ outcome, code }) => `${outcome} ${code}`)
      .toSorted(),
  };
}

/** Checks that the second verifier does not make, and says so: no bundle can prove these by itself. */
const notMade = ['head', 'claimed-time'];

/** What it should say where the core gave these results: of each check the worst outcome, without its places. */
export function worstOfEachCheck(results: readonly string[]): readonly string[] {
  const worst = new Map<string, string>();
  for (const outcome of ['warning', 'unknown', 'fail']) {
    for (const result of results) {
      const [, stated = '', code = ''] = /^([a-z]+) ([a-z-]+):/.exec(result) ?? [];
      if (stated === outcome && !notMade.includes(code)) worst.set(code, outcome);
    }
  }
  return [...worst].map(([code, outcome]) => `${outcome} ${code}`).toSorted();
}
