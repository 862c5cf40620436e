import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import { findChromium } from '../../scripts/test/find-chromium.ts';
import { allowed } from '../../scripts/test/slowness.ts';
import { root } from './open-window.ts';
import { Window } from './pages/window.ts';
import { samplePath } from './sample-files.ts';

/** A command loads its own program first, which takes a machine with other work many times as long as an idle one. */
const startMillis = allowed(120_000);

let home: string;

test.beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'vouch-start-'));
});

test.afterEach(() => rmSync(home, { recursive: true, force: true }));

test('npm start with a file opens the window with the verdict on it, and ends when told to', async () => {
  const browser = findChromium();
  const started = start(['--browser', samplePath('')], {
    VOUCH_BROWSER: browser.path,
    VOUCH_BROWSER_ARGS: '--headless --remote-debugging-port=0',
    ...browser.environment,
  });
  try {
    // The test looks on through a debugging port of its own; npm start itself opens none.
    const connection = await chromium.connectOverCDP(`http://127.0.0.1:${await debuggingPort(started)}`);
    const [context] = connection.contexts();
    const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
    if (page === undefined) throw new Error('the browser shows no page');
    const vouch = new Window(page);
    await expect(vouch.verdict).toHaveAccessibleName('Verdict: INTACT, SIGNER NOT TRUSTED');
    expect(page.url()).toMatch(/^http:\/\/vouch\.localhost\//);
  } finally {
    started.child.kill('SIGINT');
  }
  expect(await started.exitCode).toBe(0);
});

test('npm start on a machine without a browser says so, serves the page and names the command to use instead', async () => {
  const started = start(['--browser', samplePath('')], { VOUCH_BROWSER: join(home, 'no-such-browser') });
  try {
    await expect
      .poll(() => started.output(), { timeout: startMillis })
      .toContain('No Chromium-family browser was found');
    const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(started.output())?.[0] ?? '';
    const answer = await fetch(address);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain("connect-src 'none'");
    expect(started.output()).toContain(`npx vouch verify ${samplePath('')}`);
  } finally {
    started.child.kill('SIGINT');
  }
  expect(await started.exitCode).toBe(0);
});

for (const { what, args, sentence } of [
  { what: 'a file that is not there', args: ['no-such.evb.zip'], sentence: 'There is no file' },
  { what: 'a folder', args: ['samples'], sentence: 'is a folder' },
  { what: 'an option that does not exist', args: ['--fast'], sentence: 'There is no option --fast' },
]) {
  test(`npm start refuses ${what} in one sentence, before anything opens`, async () => {
    const started = start(args, {});
    expect(await started.exitCode).toBe(2);
    expect(started.output()).toContain(sentence);
    expect(started.output().trim().split('\n')).toHaveLength(1);
  });
}

interface Started {
  readonly child: ChildProcess;
  readonly exitCode: Promise<number | null>;
  output(): string;
}

function start(args: readonly string[], environment: Record<string, string>): Started {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'scripts/start.ts', ...args], {
    cwd: root,
    env: { ...process.env, INIT_CWD: root, HOME: home, XDG_DATA_HOME: home, ...environment },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const exitCode = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, exitCode, output: () => output };
}

/** Chromium writes the port that it was given into its profile. */
async function debuggingPort(started: Started): Promise<string> {
  const file = join(home, 'vouch/browser-profile/DevToolsActivePort');
  await expect.poll(() => existsSync(file), { message: started.output(), timeout: startMillis }).toBe(true);
  return readFileSync(file, 'utf8').split('\n')[0] ?? '';
}
