import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { windowArguments } from './browser-arguments.ts';
import { type DebugPipe, openDebugPipe } from './debug-pipe.ts';
import { handOverFiles } from './hand-over-files.ts';

export interface BrowserWindow {
  /** Resolves when the window is closed; rejects when the browser did not start or crashed. */
  readonly closed: Promise<'closed' | 'already open'>;
  close(): void;
}

export interface BrowserWindowOptions {
  readonly browser: string;
  readonly profile: string;
  readonly port: number;
  readonly files: readonly string[];
  readonly isRoot: boolean;
  readonly extraArguments: readonly string[];
}

/** Opens the browser edition's window and hands the files over to it. */
export function openBrowserWindow(options: BrowserWindowOptions): BrowserWindow {
  mkdirSync(options.profile, { recursive: true, mode: 0o700 });
  const child = spawn(
    options.browser,
    [
      ...windowArguments({
        port: options.port,
        profile: options.profile,
        isRoot: options.isRoot,
        extra: options.extraArguments,
      }),
    ],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] },
  );
  const pipe = openDebugPipe(child.stdio[3] as Writable, child.stdio[4] as Readable); // 'pipe' makes them streams
  const close = () => void pipe.send('Browser.close', {}).catch(() => child.kill());
  return { closed: followWindow(child, pipe, options.files, close), close };
}

async function followWindow(
  child: ChildProcess,
  pipe: DebugPipe,
  files: readonly string[],
  close: () => void,
): Promise<'closed' | 'already open'> {
  const ended = exitOf(child);
  const greeting = pipe.send('Target.setDiscoverTargets', { discover: true }).then(
    () => 'open' as const,
    () => 'no answer' as const,
  );
  closeWithLastWindow(pipe, close);
  // A second browser on one profile passes its command line to the first and ends without a word to us.
  if ((await greeting) === 'no answer') {
    await ended;
    return 'already open';
  }
  if (files.length > 0) {
    await Promise.race([handOverFiles(pipe, files), ended.then(() => undefined)]).catch((cause) => {
      close();
      throw new Error('The file could not be handed to the window.', { cause });
    });
  }
  await ended;
  return 'closed';
}

/** Rejects with what the browser printed last, when it ends with an error. */
function exitOf(child: ChildProcess): Promise<void> {
  let lastWords = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-2_000);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (code === 0 || signal === 'SIGINT' || signal === 'SIGTERM') resolve();
      else reject(new Error(`The browser ended with ${signal ?? `code ${code}`}.\n${lastWords.trim()}`));
    });
  });
}

/** On macOS a program outlives its windows; ours has no purpose without one. */
function closeWithLastWindow(pipe: DebugPipe, close: () => void): void {
  const windows = new Set<unknown>();
  pipe.onEvent((method, params) => {
    const { targetInfo, targetId } = params as {
      targetInfo?: { type: string; targetId: string };
      targetId?: string;
    };
    if (method === 'Target.targetCreated' && targetInfo?.type === 'page') windows.add(targetInfo.targetId);
    if (method === 'Target.targetDestroyed' && windows.delete(targetId) && windows.size === 0) close();
  });
}
