import { parseArgs } from 'node:util';
import { toHex } from '../shared/bytes/hex.ts';
import { sha256 } from '../shared/crypto/digest.ts';
import { signReport } from '../shared/report/signatures/sign-report.ts';
import { renderWithdrawal, withdrawalName } from '../shared/report/withdrawal.ts';
import { done } from './exit-codes.ts';
import { readSoundReport, repacked, writeAdded } from './handed-report.ts';
import { requireOption, UsageError } from './options.ts';
import { readIdentity } from './read-identity.ts';
import type { Command } from './run-command.ts';
import { readTimeOption } from './time-option.ts';

const signerOptions = {
  identity: { type: 'string' },
  'passphrase-file': { type: 'string' },
  out: { type: 'string' },
  at: { type: 'string' },
} as const;

/** `vouch report countersign`: signs a report as its reviewer. A second pair of eyes has a key of its own. */
export const countersign: Command = async (args, context) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { ...signerOptions, pack: { type: 'boolean', default: false } },
  });
  const path = onePath(positionals, 'countersign');
  const out = requireOption(values.out, 'out');
  const identity = await readSigner(values);
  const at = values.at === undefined ? context.now() : readTimeOption(values.at, 'at');
  const { handed, record, bytes } = await readSoundReport(path, at);
  const { number, preparer } = record;
  if (preparer.fingerprint === identity.fingerprint) {
    throw new UsageError(`${number} was made with this very key. A reviewer signs with another key.`);
  }
  if (values.pack && handed.kind !== 'pack')
    throw new UsageError('--pack needs a pack to put the signature in.');
  const files = signReport({ name: 'report.json', bytes }, identity, 'reviewer', at);
  const pack = values.pack && handed.kind === 'pack' ? repacked(handed.files, files, identity) : null;
  await writeAdded(out, files, pack);
  context.terminal.talk(`${number}, prepared by ${preparer.name}, is countersigned.`);
  context.terminal.talk(`Signed by ${identity.name}, fingerprint ${identity.fingerprint}.`);
  return done;
};

/** `vouch report withdraw`: a signed statement that a report does not count any more. */
export const withdraw: Command = async (args, context) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { ...signerOptions, reason: { type: 'string' } },
  });
  const path = onePath(positionals, 'withdraw');
  const out = requireOption(values.out, 'out');
  const reason = requireOption(values.reason, 'reason');
  if (reason.trim() === '') throw new UsageError('A withdrawal says why.');
  const identity = await readSigner(values);
  const claimedTime = values.at === undefined ? context.now() : readTimeOption(values.at, 'at');
  const { record, bytes } = await readSoundReport(path, claimedTime);
  const { number, preparer } = record;
  if (preparer.fingerprint !== identity.fingerprint) {
    throw new UsageError(
      `${number} was made with the key ${preparer.fingerprint}, and only that one withdraws it.`,
    );
  }
  const by = { name: identity.name, fingerprint: identity.fingerprint };
  const statement = {
    name: withdrawalName,
    bytes: renderWithdrawal({ number, sha256: toHex(sha256(bytes)), reason, by, claimedTime }),
  };
  await writeAdded(out, [statement, ...signReport(statement, identity, 'preparer', claimedTime)], null);
  context.terminal.talk(`${number} is withdrawn. Hand the statement to everybody who has the report.`);
  return done;
};

function onePath(positionals: readonly string[], verb: string): string {
  const [path, ...more] = positionals;
  if (path !== undefined && more.length === 0) return path;
  throw new UsageError(`report ${verb} needs the path of one pack or report.json.`);
}

function readSigner(values: {
  readonly identity?: string | undefined;
  readonly 'passphrase-file'?: string | undefined;
}) {
  const passphraseFile = requireOption(values['passphrase-file'], 'passphrase-file');
  return readIdentity(requireOption(values.identity, 'identity'), passphraseFile);
}
