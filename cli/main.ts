import { randomBytes } from 'node:crypto';
import { isMainThread } from 'node:worker_threads';
import { sourcesSha256 } from 'virtual:report-programs';
import { defaultStoreFolder } from './platform/default-store-folder.ts';
import { serveScanJobs } from './platform/scan-thread.ts';
import { runCommand } from './run-command.ts';
import { createTerminal } from './terminal.ts';

/** Put in by the build; without one, this is a checkout. */
declare const __VOUCH_VERSION__: string | undefined;

// A thread that helps with reading is this same file.
if (isMainThread) await runProgram();
else serveScanJobs();

async function runProgram(): Promise<void> {
  // `vouch inspect ... | head` closes the pipe while there is more to print: that is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });

  const interruption = new AbortController();
  process.once('SIGINT', () => {
    interruption.abort();
    // Nobody reads it any more, and while it is open the process would wait for it.
    process.stdin.destroy();
  });

  process.exitCode = await runCommand(process.argv.slice(2), {
    terminal: createTerminal(
      (text) => process.stdout.write(text),
      (text) => process.stderr.write(text),
    ),
    signal: interruption.signal,
    stdin: process.stdin,
    ...(process.stderr.isTTY ? { showProgress: replaceLine } : {}),
    version: typeof __VOUCH_VERSION__ === 'undefined' ? 'from a checkout' : __VOUCH_VERSION__,
    buildSha256: sourcesSha256,
    now: () => Date.now(),
    storeFolder: defaultStoreFolder(process.platform, process.env),
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
  });

  /** To the beginning of the line, and empty it first. */
  function replaceLine(line: string): void {
    process.stderr.write(`\r\u001b[K${line}`);
  }
}
