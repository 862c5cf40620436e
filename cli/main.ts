import { randomBytes } from 'node:crypto';
import { defaultStoreFolder } from './platform/default-store-folder.ts';
import { runCommand } from './run-command.ts';
import { createTerminal } from './terminal.ts';

/** Put in by the build; without one, this is a checkout. */
declare const __VOUCH_VERSION__: string | undefined;

// `vouch inspect ... | head` closes the pipe while there is more to print: that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const interruption = new AbortController();
process.once('SIGINT', () => interruption.abort());

process.exitCode = await runCommand(process.argv.slice(2), {
  terminal: createTerminal(
    (text) => process.stdout.write(text),
    (text) => process.stderr.write(text),
  ),
  signal: interruption.signal,
  stdin: process.stdin,
  version: typeof __VOUCH_VERSION__ === 'undefined' ? 'from a checkout' : __VOUCH_VERSION__,
  now: () => Date.now(),
  storeFolder: defaultStoreFolder(process.platform, process.env),
  randomBytes: (count) => new Uint8Array(randomBytes(count)),
});
