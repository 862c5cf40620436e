import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { knownAdapters } from '../../shared/adapters/known-adapters.ts';
import { builtProgram, openWorkplace } from './built/run-built.ts';
import { minuteLines } from './cli/seal-bench.ts';

const hasBash = spawnSync('bash', ['--version']).error === undefined;

/** The first block of shell commands below a heading. */
function commandsIn(page: string, heading: string): string {
  const text = readFileSync(page, 'utf8');
  const start = text.indexOf(`\n## ${heading}\n`);
  const block = /```sh\n(.*?)```/s.exec(text.slice(start))?.[1];
  if (start === -1 || block === undefined) throw new Error(`${page} has no commands under "${heading}"`);
  return block;
}

/** Runs commands in a folder with two months of events and a trail, where `npx vouch` is the built program. */
function run(commands: string) {
  const place = openWorkplace();
  onTestFinished(() => place.remove());
  mkdirSync(place.path('bin'));
  writeFileSync(
    place.path('bin/npx'),
    `#!/bin/sh\nshift\nexec '${process.execPath}' '${builtProgram()}' "$@"\n`,
  );
  chmodSync(place.path('bin/npx'), 0o755);
  writeFileSync(place.path('june.ndjson.gz'), gzipSync(minuteLines(5)));
  writeFileSync(place.path('july.ndjson.gz'), gzipSync(minuteLines(4, 5)));
  mkdirSync(place.path('trail'));
  const record = { eventTime: '2026-08-01T00:00:00Z', eventName: 'x', userIdentity: { userName: 'Alice' } };
  writeFileSync(place.path('trail/1.json.gz'), gzipSync(JSON.stringify({ Records: [record, record] })));
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', commands], {
    cwd: place.folder,
    encoding: 'utf8',
    env: { PATH: `${place.path('bin')}:${process.env['PATH']}`, HOME: place.path('home') },
  });
  return { place, status, said: stdout + stderr };
}

describe.skipIf(!hasBash)(
  'The commands for a pipeline, run as they are printed (skipped without bash)',
  () => {
    it('in docs/sealing.md seal three months one behind the other, and each of them verifies', () => {
      const { place, status, said } = run(commandsIn('docs/sealing.md', 'In a pipeline'));
      for (const bundle of ['june.evb.zip', 'july.evb.zip', 'august']) {
        expect(said).toContain(`${bundle} ends with 0`);
        const verdict = JSON.parse(readFileSync(place.path(`verdict-${bundle}.json`), 'utf8'));
        expect(verdict).toMatchObject({ name: bundle, headline: 'VERIFIED' });
      }
      const [june, july, august] = ['june.evb.zip', 'july.evb.zip', 'august'].map(
        (bundle) => JSON.parse(readFileSync(place.path(`verdict-${bundle}.json`), 'utf8')).results,
      );
      expect(statementOf(june)).toBe(undefined);
      expect(statementOf(july)).toContain('The entries continue the head of size 5');
      expect(statementOf(august)).toContain('The entries continue the head of size 9');
      expect(status).toBe(0);
    });

    it('in README.md seal and verify', () => {
      const { status, said } = run(commandsIn('README.md', 'Seal a log'));
      expect(said).toContain('Sealed 5 events of logs.example.com/app');
      expect(said).toMatch(/^july\.evb\.zip: VERIFIED|VERIFIED +july\.evb\.zip/m);
      expect(status).toBe(0);
    });
  },
);

function statementOf(
  results: readonly { readonly code: string; readonly statement: string }[],
): string | undefined {
  return results.find(({ code }) => code === 'head-memory')?.statement;
}

it('docs/sealing.md lists every adapter with its log, its times and its wrappers', () => {
  const table =
    /\| adapter \|.*\n\|.*\n((?:\|.*\n)+)/.exec(readFileSync('docs/sealing.md', 'utf8'))?.[1] ?? '';
  const quoted = (words: readonly string[]) => words.map((word) => `\`${word}\``).join(', ');
  const rows = knownAdapters.map(({ id, title, times, lists }) =>
    [`\`${id}\``, title, quoted(times.map(({ pointer }) => pointer)), quoted(lists)].join(' | '),
  );
  expect(
    table
      .trimEnd()
      .split('\n')
      .map((row) => row.slice(2, -1).trimEnd()),
  ).toEqual(rows.map((row) => row.trimEnd()));
});
