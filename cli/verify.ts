import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { FormatError } from '../shared/bytes/errors.ts';
import type { ForeignTrust } from '../shared/verify/foreign/foreign-trust.ts';
import type { Verdict } from '../shared/verify/verdict.ts';
import { verifyBundle } from '../shared/verify/verify-bundle.ts';
import { withKeysOnly } from '../shared/verify/verify-input.ts';
import { type ExitCode, exitCodes, worstOf } from './exit-codes.ts';
import { readForeignTrust } from './foreign-trust.ts';
import { UsageError } from './options.ts';
import { type NamedKeys, readNamedKeys } from './pin-keys.ts';
import { withBundle } from './platform/open-bundle.ts';
import { printVerdict } from './print-verdict.ts';
import { readBundle } from './read-bundle.ts';
import type { Command, CommandContext } from './run-command.ts';
import { toErrorDocument, toVerdictDocument } from './verdict-document.ts';
import { judgeForeign } from './verify-foreign.ts';

/** `vouch verify`: a verdict for each path. One that cannot be read does not keep the others from being verified. */
export const verify: Command = async (args, context) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      vkey: { type: 'string', multiple: true, default: [] },
      signers: { type: 'string', multiple: true, default: [] },
      'minisign-key': { type: 'string', multiple: true, default: [] },
      'ed25519-key': { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
    },
  });
  if (positionals.length === 0) throw new UsageError('verify needs the path of at least one bundle.');
  const keys = await readNamedKeys(values.vkey, values.signers, context.now());
  if (keys.logKeys.length === 0) {
    context.terminal.talk('No log key was named (--vkey): no signer can be trusted in this run.');
  }
  const foreignTrust = await readForeignTrust(
    {
      signers: values.signers,
      minisignKeys: values['minisign-key'],
      ed25519Keys: values['ed25519-key'],
    },
    context.now(),
  );
  const codes: ExitCode[] = [];
  for (const [index, path] of positionals.entries()) {
    if (index > 0 && !values.json) context.terminal.print('');
    codes.push(await verifyOne(path, keys, foreignTrust, values.json, context));
  }
  return worstOf(codes);
};

async function verifyOne(
  path: string,
  keys: NamedKeys,
  foreignTrust: ForeignTrust,
  isJson: boolean,
  context: CommandContext,
): Promise<ExitCode> {
  const name = basename(path);
  try {
    const verdict = await judge(path, keys, foreignTrust, context);
    if (isJson) context.terminal.printJson(toVerdictDocument(name, verdict));
    else printVerdict(name, verdict, context.terminal);
    return toExitCode(verdict);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    if (isJson) context.terminal.printJson(toErrorDocument(name, error));
    else context.terminal.print(`${name}: UNREADABLE, nothing was decided. ${error.message} [${error.code}]`);
    return exitCodes.unreadable;
  }
}

async function judge(
  path: string,
  keys: NamedKeys,
  foreignTrust: ForeignTrust,
  context: CommandContext,
): Promise<Verdict> {
  return withBundle(path, async (source) => {
    const foreign = await judgeForeign(source, foreignTrust, context);
    if (foreign !== null) return foreign;
    const observation = await readBundle(source, context);
    const trustedKeys = [...keys.logKeys, ...keys.packerKeysFor(observation.descriptor.origin)];
    return verifyBundle(withKeysOnly({ observation, arrival: null }, trustedKeys, context.now()));
  });
}

function toExitCode({ state }: Verdict): ExitCode {
  switch (state) {
    case 'verified':
      return exitCodes.verified;
    case 'not-verifiable':
      return exitCodes.notVerifiable;
    case 'failed':
      return exitCodes.failed;
    default:
      return state satisfies never;
  }
}
