import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { renderUtcTime } from '../shared/adapters/utc-time.ts';
import type { PackFiles } from '../shared/pack/check-pack.ts';
import type { ReportStamp } from '../shared/report/signatures/check-report-stamp.ts';
import type { SignatureFile } from '../shared/report/signatures/sign-report.ts';
import { stampRequests, takeStamp } from '../shared/report/signatures/take-stamp.ts';
import { done } from './exit-codes.ts';
import { readSoundReport, repacked, type SoundReport, writeAdded } from './handed-report.ts';
import { requireOption, UsageError } from './options.ts';
import { readAuthorities } from './pin-authorities.ts';
import { saidForRun } from './pin-keys.ts';
import { readIdentity, readWhole } from './read-identity.ts';
import type { Command, CommandContext } from './run-command.ts';
import { readTimeOption } from './time-option.ts';

/**
 * `vouch report stamp`: without a token, what is to be sent to a time authority; with one, the token where it belongs. Nothing is
 * sent from here.
 */
export const stamp: Command = async (args, context) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      token: { type: 'string' },
      tsa: { type: 'string', multiple: true, default: [] },
      out: { type: 'string' },
      at: { type: 'string' },
      identity: { type: 'string' },
      'passphrase-file': { type: 'string' },
    },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0)
    throw new UsageError('report stamp needs the path of one pack or report.json.');
  const out = requireOption(values.out, 'out');
  const now = values.at === undefined ? context.now() : readTimeOption(values.at, 'at');
  const report = await readSoundReport(path, now);
  if (values.token === undefined) return writeRequests(report, out, context);

  const token = await readWhole(values.token);
  const authorities = await readAuthorities(values.tsa, saidForRun(now));
  const taken = takeStamp(token, report.beside, { authorities, now });
  if (taken.kind === 'refused')
    throw new UsageError(`${basename(values.token)} is not taken: ${withoutStop(taken.reason)}.`);
  const { handed } = report;
  const pack =
    handed.kind === 'pack' && values.identity !== undefined
      ? await packAgain(report, handed.files, taken.file, {
          identity: values.identity,
          passphraseFile: requireOption(values['passphrase-file'], 'passphrase-file'),
        })
      : null;
  await writeAdded(out, [taken.file], pack);
  tell(taken.stamp, context);
  return done;
};

async function writeRequests({ beside }: SoundReport, out: string, { terminal }: CommandContext) {
  const requests = stampRequests(beside);
  if (requests.length === 0)
    throw new UsageError('There is no signature beside the report that could be stamped.');
  await writeAdded(out, requests, null);
  for (const { name } of requests) terminal.talk(`${name} is what to send to a time authority.`);
  terminal.talk(
    'Nothing was sent. Hand the answer over with --token, and the certificate of the authority with --tsa.',
  );
  return done;
}

interface Packer {
  readonly identity: string;
  readonly passphraseFile: string;
}

/** A pack is packed again by whoever made its report: another key would make its recipients doubt it. */
async function packAgain(
  { record }: SoundReport,
  files: PackFiles,
  token: SignatureFile,
  { identity: path, passphraseFile }: Packer,
): Promise<AsyncIterable<Uint8Array>> {
  const identity = await readIdentity(path, passphraseFile);
  const { number, preparer } = record;
  if (identity.fingerprint === preparer.fingerprint) return repacked(files, [token], identity);
  throw new UsageError(
    `${number} was made with the key ${preparer.fingerprint}, and only that one packs it again.`,
  );
}

/** A reason may be a whole sentence, and this one goes on. */
function withoutStop(reason: string): string {
  return reason.replace(/\.$/, '');
}

function tell({ fileName, outcome }: ReportStamp, { terminal }: CommandContext): void {
  if (outcome.kind === 'trusted') {
    terminal.talk(
      `${fileName}: the signature was there by ${renderUtcTime(outcome.time)}, says ${outcome.authority}.`,
    );
  } else {
    terminal.talk(
      `${fileName} is over the signature, and nobody here vouches for its authority: ${withoutStop(outcome.reason)}.`,
    );
  }
}
