import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { offlineArguments, windowArguments } from '../../../scripts/start/browser-arguments.ts';
import { findBrowser } from '../../../scripts/start/find-browser.ts';
import { parseOptions } from '../../../scripts/start/options.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vouch-options-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

it('takes files relative to the folder that the person stands in', () => {
  writeFileSync(join(folder, 'q3.evb.zip'), '');
  expect(parseOptions(['q3.evb.zip', '--browser'], folder)).toEqual({
    kind: 'start',
    edition: 'browser',
    files: [join(folder, 'q3.evb.zip')],
  });
});

it('prefers the desktop edition when nothing is said', () => {
  expect(parseOptions([], folder)).toEqual({ kind: 'start', edition: 'any', files: [] });
});

it('refuses both editions at once', () => {
  expect(parseOptions(['--browser', '--desktop'], folder)).toMatchObject({ kind: 'refused' });
});

it('explains itself before it looks at anything else', () => {
  expect(parseOptions(['no-such-file', '--help'], folder)).toEqual({ kind: 'help' });
});

it('takes the browser that VOUCH_BROWSER names, and no other in its place', () => {
  const environment = { PATH: folder, VOUCH_BROWSER: join(folder, 'chosen') };
  program('chosen');
  program('chromium');
  expect(findBrowser({ platform: 'linux', environment })).toBe(join(folder, 'chosen'));
  const gone = { ...environment, VOUCH_BROWSER: join(folder, 'gone') };
  expect(findBrowser({ platform: 'linux', environment: gone })).toBeNull();
});

it('finds a browser on the PATH, and not a file that cannot be run', () => {
  writeFileSync(join(folder, 'google-chrome'), '', { mode: 0o644 });
  program('microsoft-edge');
  expect(findBrowser({ platform: 'linux', environment: { PATH: folder } })).toBe(
    join(folder, 'microsoft-edge'),
  );
});

it('maps one name to the loopback server and every other to nothing, before any other rule', () => {
  const rules = offlineArguments(4711).find((argument) => argument.startsWith('--host-resolver-rules='));
  expect(rules).toBe('--host-resolver-rules=MAP vouch.localhost:80 127.0.0.1:4711, MAP * ~NOTFOUND');
});

it('gives up the sandbox for root alone, and opens no debugging port', () => {
  const options = { port: 1, profile: folder, extra: [] };
  const asPerson = windowArguments({ ...options, isRoot: false });
  expect(asPerson).not.toContain('--no-sandbox');
  expect(asPerson.filter((argument) => argument.startsWith('--remote-debugging-port'))).toEqual([]);
  expect(windowArguments({ ...options, isRoot: true })).toContain('--no-sandbox');
});

function program(name: string): void {
  writeFileSync(join(folder, name), '', { mode: 0o755 });
}
