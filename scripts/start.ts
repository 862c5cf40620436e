import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { readBuiltFiles } from './build/built-files.ts';
import { buildAll } from './build.ts';
import { type LoopbackServer, startLoopbackServer } from './loopback-server.ts';
import { main as makeSamples } from './make-samples.ts';
import { windowHostName } from './start/browser-arguments.ts';
import { browserProfile } from './start/browser-profile.ts';
import { openBrowserWindow } from './start/browser-window.ts';
import { electronBinary } from './start/electron-binary.ts';
import { findBrowser } from './start/find-browser.ts';
import { forbidSavedPasswords } from './start/forbid-saved-passwords.ts';
import { helpText, parseOptions, type StartOptions } from './start/options.ts';

/** Where the page is served for a browser that somebody opens by hand: fixed, because the cases belong to it. */
const manualPort = 8674;

/** Exit codes: 0 done, 1 something of ours or of the machine is in the way, 2 the command line is. */
export async function main(args: readonly string[]): Promise<number> {
  // npm changes into the checkout; a relative path means the folder that the person stands in.
  const { INIT_CWD = process.cwd() } = process.env;
  const options = parseOptions(args, INIT_CWD);
  if (options.kind === 'help') return say(helpText, 0);
  if (options.kind === 'refused') return say(options.sentence, 2);

  const root = process.cwd();
  const { failures } = await buildAll(root, { force: false });
  if (failures.length > 0) return say(failures.map((failure) => `Not built: ${failure}`).join('\n'), 1);
  await makeSamples([]);

  if (options.edition !== 'browser') {
    const code = await startDesktop(root, options);
    if (code !== 'not possible') return code;
    if (options.edition === 'desktop') return 1;
  }
  return startBrowserEdition(root, options.files);
}

async function startDesktop(root: string, options: StartOptions): Promise<number | 'not possible'> {
  if (!hasDisplay()) return 'not possible';
  const electron = await electronBinary(root, { tryAgain: options.edition === 'desktop', say: console.log });
  if (electron.kind === 'absent') {
    console.log(`No desktop edition: ${electron.reason}. \`npm start -- --desktop\` tries again.`);
    return 'not possible';
  }
  const startedAt = Date.now();
  const code = await run(electron.path, [...(isRoot() ? ['--no-sandbox'] : []), root, ...options.files]);
  // A missing system library ends it before there is a window.
  if (code === 0 || Date.now() - startedAt > 3_000) return code;
  console.log(`No desktop edition: Electron ended with code ${code} before it showed a window.`);
  return 'not possible';
}

async function startBrowserEdition(root: string, files: readonly string[]): Promise<number> {
  const builtFiles = readBuiltFiles(join(root, 'build/renderer'));
  const machine = { platform: process.platform, environment: process.env };
  const browser = findBrowser(machine);
  if (browser === null || !hasDisplay()) {
    const why = browser === null ? 'No Chromium-family browser was found' : 'This machine has no display';
    return serveForOpeningByHand(builtFiles, why, files);
  }
  const server = await startLoopbackServer({ files: builtFiles, hostNames: [windowHostName], port: 0 });
  if (isRoot()) console.log("Started as root, so without the browser's sandbox.");
  console.log(`Vouch, browser edition, in ${browser}. Close the window or press Ctrl-C to end it.`);
  const profile = browserProfile(machine, browser);
  forbidSavedPasswords(profile);
  const window = openBrowserWindow({
    browser,
    profile,
    port: server.port,
    files,
    isRoot: isRoot(),
    extraArguments: extraArguments(),
  });
  onStopSignal(window.close);
  try {
    if ((await window.closed) === 'already open') {
      console.log('Vouch is already open; please use its window.');
      return files.length > 0 ? 1 : 0;
    }
    return 0;
  } catch (error) {
    return say(error instanceof Error ? error.message : String(error), 1);
  } finally {
    await server.close();
  }
}

async function serveForOpeningByHand(
  builtFiles: ReturnType<typeof readBuiltFiles>,
  why: string,
  files: readonly string[],
): Promise<number> {
  const hostNames = [windowHostName, 'localhost', '127.0.0.1'];
  let server: LoopbackServer;
  try {
    server = await startLoopbackServer({ files: builtFiles, hostNames, port: manualPort });
  } catch {
    return say(`${why}, and port ${manualPort} is in use: is Vouch being served already?`, 1);
  }
  console.log(`${why}. Vouch is served on this machine until you press Ctrl-C:

  http://127.0.0.1:${server.port}/

On the command line: npx vouch verify ${files[0] ?? 'FILE.evb.zip'}`);
  await new Promise<void>((resolve) => onStopSignal(resolve));
  await server.close();
  return 0;
}

function run(program: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
    onStopSignal(() => child.kill());
  });
}

function onStopSignal(stop: () => void): void {
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

/** A browser without a window of its own, as in tests, needs no display. */
function hasDisplay(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform !== 'linux') return true;
  return (
    Boolean(DISPLAY) ||
    Boolean(WAYLAND_DISPLAY) ||
    extraArguments().some((arg) => arg.startsWith('--headless'))
  );
}

function extraArguments(): readonly string[] {
  const { VOUCH_BROWSER_ARGS = '' } = process.env;
  return VOUCH_BROWSER_ARGS.split(' ').filter((arg) => arg !== '');
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function say(text: string, code: number): number {
  if (code === 0) console.log(text);
  else console.error(text);
  return code;
}
