import { CancelledError, FormatError } from '../shared/bytes/errors.ts';
import type { DigestHex, UnixMillis } from '../shared/bytes/units.ts';
import { done, type ExitCode, exitCodes } from './exit-codes.ts';
import { exportLines } from './export.ts';
import { helpOf } from './help.ts';
import { inspect } from './inspect.ts';
import { keygen } from './keygen.ts';
import { isParseArgsError, UsageError } from './options.ts';
import { redact } from './redact.ts';
import { report } from './report.ts';
import { sample } from './sample.ts';
import { seal } from './seal.ts';
import { search } from './search.ts';
import type { Terminal } from './terminal.ts';
import { trust } from './trust.ts';
import { verify } from './verify.ts';

/** Everything that a verb gets from outside, so that tests can give it something else. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly version: string;
  /** Of the sources that this program was built from: what it signs names them. */
  readonly buildSha256: DigestHex;
  now(): UnixMillis;
  randomBytes(count: number): Uint8Array;
  /** Replaces the line at which a person watches, on a terminal; absent where nobody does, as in a pipeline. */
  readonly showProgress?: (line: string) => void;
  /** Where the trust store lies when nobody says; null where there is no such place. */
  readonly storeFolder: string | null;
}

export type Command = (args: readonly string[], context: CommandContext) => Promise<ExitCode>;

const commands: ReadonlyMap<string, Command> = new Map([
  ['verify', verify],
  ['inspect', inspect],
  ['keygen', keygen],
  ['seal', seal],
  ['trust', trust],
  ['search', search],
  ['sample', sample],
  ['redact', redact],
  ['export', exportLines],
  ['report', report],
]);

/** Runs one command line (without the program's name) to its exit code. Throws only for our own mistakes. */
export async function runCommand(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const [verb = '', ...rest] = args;
  if (verb === '--version') {
    context.terminal.print(`vouch ${context.version}`);
    return done;
  }
  const asked = askedHelp(verb, rest);
  if (asked !== undefined) {
    for (const line of helpOf(asked).split('\n')) context.terminal.print(line);
    return done;
  }
  const command = commands.get(verb);
  try {
    if (command === undefined) {
      throw new UsageError(verb === '' ? 'No command was given.' : `There is no command "${verb}".`);
    }
    return await command(rest, context);
  } catch (error) {
    return toExitCode(error, command === undefined ? null : verb, context.terminal);
  }
}

/** The command that somebody wants to know about, null for all of them; undefined when nobody asks. */
function askedHelp(verb: string, rest: readonly string[]): string | null | undefined {
  if (verb === 'help') return rest[0] ?? null;
  if (verb === '--help' || verb === '-h') return null;
  return rest.includes('--help') || rest.includes('-h') ? verb : undefined;
}

function toExitCode(error: unknown, verb: string | null, terminal: Terminal): ExitCode {
  if (error instanceof CancelledError) {
    terminal.talk('vouch: interrupted; nothing was decided.');
    return exitCodes.interrupted;
  }
  if (error instanceof UsageError || isParseArgsError(error)) {
    terminal.talk(`vouch: ${error.message}`);
    terminal.talk(`Try "vouch ${verb === null ? '' : `${verb} `}--help".`);
    return exitCodes.usage;
  }
  if (error instanceof FormatError) {
    terminal.talk(`vouch: ${error.message} [${error.code}]`);
    return exitCodes.unreadable;
  }
  throw error;
}
