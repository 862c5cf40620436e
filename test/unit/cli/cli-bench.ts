import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runCommand } from '../../../cli/run-command.ts';
import { createTerminal } from '../../../cli/terminal.ts';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A folder that is gone after the test, and the command line as a person in it types it. */
export interface CliBench {
  readonly folder: string;
  path(name: string): string;
  /** Sets the clock of the commands that follow. */
  setClock(time: number): void;
  run(
    args: readonly string[],
    more?: { readonly stdin?: string; readonly signal?: AbortSignal },
  ): Promise<Outcome>;
}

export function createCliBench(): CliBench {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  let bytesMade = 0;
  let clock = Date.UTC(2026, 0, 1);
  return {
    folder,
    path: (name) => join(folder, name),
    setClock(time) {
      clock = time;
    },
    async run(args, { stdin = '', signal = new AbortController().signal } = {}) {
      let out = '';
      let err = '';
      const terminal = createTerminal(
        (text) => {
          out += text;
        },
        (text) => {
          err += text;
        },
      );
      const code = await runCommand(args, {
        terminal,
        signal,
        stdin: chunksOf(stdin),
        version: '1.2.3',
        now: () => clock,
        storeFolder: null,
        buildSha256: '7'.repeat(64),
        randomBytes(count) {
          bytesMade += 1;
          return new Uint8Array(count).fill(bytesMade);
        },
      });
      return { code, out, err };
    },
  };
}

/** Keys in `keys/` and the bundle `sealed.evb.zip` from these lines of JSON. */
export async function sealInput(
  bench: CliBench,
  input: string,
  more: readonly string[] = [],
): Promise<Outcome> {
  const keys = bench.path('keys');
  await bench.run(['keygen', '--origin', 'logs.example/a', '--out', keys]);
  await bench.run(['keygen', '--signer', 'packer@logs.example', '--out', keys]);
  return bench.run(
    [
      'seal',
      '-',
      ...['--origin', 'logs.example/a', '--out', bench.path('sealed.evb.zip')],
      ...['--log-key', join(keys, 'log.key'), '--signer-key', join(keys, 'signer.key')],
      ...more,
    ],
    { stdin: input },
  );
}

/** Options that pin both keys of `sealInput`. */
export function pinBoth(bench: CliBench): readonly string[] {
  return ['--vkey', bench.path('keys/log.vkey'), '--signers', bench.path('keys/allowed_signers')];
}

export const threeLines = [
  '{"ts":"2026-03-01T10:00:00Z","actor":{"id":"a","email":"a@logs.example"},"action":"read"}',
  '{"ts":"2026-03-01T10:01:00Z","actor":{"id":"b","email":"b@logs.example"},"action":"write"}',
  '{"ts":"2026-03-01T10:02:00Z","actor":{"id":"c","email":"c@logs.example"},"action":"read"}\n',
].join('\n');

async function* chunksOf(text: string): AsyncGenerator<Uint8Array> {
  if (text !== '') yield Buffer.from(text);
}
