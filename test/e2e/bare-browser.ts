import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { offlineArguments, windowAddress } from '../../scripts/start/browser-arguments.ts';
import { type DebugPipe, openDebugPipe } from '../../scripts/start/debug-pipe.ts';
import { findChromium } from '../../scripts/test/find-chromium.ts';

/** A page of the origin in which nothing of the application runs. */
const inertAddress = `${windowAddress}main.css`;

/** A browser that is only there to be killed: one page, no screen, and half the start of one that a test runner opens. */
export interface BareBrowser {
  /** On the clock of `performance.now`, before there was a process. */
  readonly startedAt: number;
  /** Kills the process of the page alone, and shows another one. */
  killPage(): Promise<void>;
  /** Runs a function, as its own text, in the page. */
  evaluate<Argument, Answer>(
    run: (argument: Argument) => Answer | Promise<Answer>,
    argument: Argument,
  ): Promise<Answer>;
  /** Of all processes of the browser since their start. */
  processorMillis(): Promise<number>;
  /** SIGKILL to every process at once, as a power cut is for them. */
  kill(): Promise<void>;
}

export async function startBareBrowser(profile: string, port: number): Promise<BareBrowser> {
  const startedAt = performance.now();
  const { path, environment } = findChromium();
  const args = [
    // The process that is kept ready for a second page takes a fifth of the start, and there is no second page.
    ...offlineArguments(port).map((argument) =>
      argument.startsWith('--disable-features=') ? `${argument},SpareRendererForSitePerProcess` : argument,
    ),
    ...[`--user-data-dir=${profile}`, '--remote-debugging-pipe', '--headless', '--disable-gpu'],
    ...['--no-first-run', '--no-default-browser-check', '--disable-extensions', '--password-store=basic'],
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    inertAddress,
  ];
  const child = spawn(path, args, {
    // A group of its own, so that all of it can be killed in one moment.
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  const pipe = openDebugPipe(child.stdio[3] as Writable, child.stdio[4] as Readable); // 'pipe' makes them streams
  let sessionId = await attachToPage(pipe);
  return {
    startedAt,
    evaluate: async (run, argument) => {
      const expression = `(${run.toString()})(${JSON.stringify(argument)})`;
      const options = { expression, awaitPromise: true, returnByValue: true };
      const { result, exceptionDetails } = (await pipe.send(
        'Runtime.evaluate',
        options,
        sessionId,
      )) as unknown as Evaluated; // the protocol's shape
      if (exceptionDetails !== undefined) {
        throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      }
      return result.value as never; // what the function answered, as JSON
    },
    processorMillis: async () => {
      const { processInfo } = await pipe.send('SystemInfo.getProcessInfo', {});
      const processes = processInfo as readonly { readonly cpuTime: number }[]; // the protocol's shape, in seconds
      return processes.reduce((sum, { cpuTime }) => sum + cpuTime * 1_000, 0);
    },
    killPage: async () => {
      const { processInfo } = await pipe.send('SystemInfo.getProcessInfo', {});
      const processes = processInfo as readonly { readonly type: string; readonly id: number }[]; // the protocol's shape
      for (const { type, id } of processes) if (type === 'renderer') process.kill(id, 'SIGKILL');
      const { targetId } = await pipe.send('Target.createTarget', { url: inertAddress });
      sessionId = await attachToPage(pipe, targetId);
    },
    kill: () => killGroup(child),
  };
}

interface Evaluated {
  readonly result: { readonly value?: unknown };
  readonly exceptionDetails?: {
    readonly text: string;
    readonly exception?: { readonly description?: string };
  };
}

/** The session of the only page, once it shows the inert address. */
async function attachToPage(pipe: DebugPipe, known?: unknown): Promise<string> {
  const targetId =
    known ??
    (await patiently(async () => {
      const { targetInfos } = await pipe.send('Target.getTargets', {});
      const targets = targetInfos as readonly { type: string; targetId: string }[]; // the protocol's shape
      return targets.find(({ type }) => type === 'page')?.targetId ?? null;
    }));
  const { sessionId } = await pipe.send('Target.attachToTarget', { targetId, flatten: true });
  if (typeof sessionId !== 'string') throw new Error('The browser gave no session.');
  // A target has its address before it has the page.
  const expression = `location.href === ${JSON.stringify(inertAddress)} && document.readyState === 'complete'`;
  await patiently(async () => {
    const asked = pipe.send('Runtime.evaluate', { expression }, sessionId);
    const { result } = (await asked.catch(() => ({}))) as Partial<Evaluated>; // the protocol's shape
    return result?.value === true ? true : null;
  });
  return sessionId;
}

async function patiently<Value>(ask: () => Promise<Value | null>): Promise<Value> {
  for (;;) {
    const value = await ask();
    if (value !== null) return value;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function killGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-child.pid, 'SIGKILL');
  await ended;
}
