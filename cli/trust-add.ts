import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { FormatError } from '../shared/bytes/errors.ts';
import type { Decision } from '../shared/trust/decision.ts';
import { appendDecisions } from '../shared/trust/decision-log.ts';
import { fingerprintOf } from '../shared/trust/fingerprint.ts';
import { pinKey } from '../shared/trust/pin-key.ts';
import type { TimeAuthority } from '../shared/trust/time-authority.ts';
import { parseTlogPolicy } from '../shared/trust/tlog-policy.ts';
import type { TrustedKey } from '../shared/trust/trusted-key.ts';
import { done } from './exit-codes.ts';
import { requireOption, UsageError } from './options.ts';
import { readAuthorities } from './pin-authorities.ts';
import { type PinSaid, pinSigner, readLogKeys, readSigners, readText } from './pin-keys.ts';
import { updateStore } from './platform/store-folder.ts';
import type { Command } from './run-command.ts';
import { readTimeOption } from './time-option.ts';
import { storeFolderOf } from './trust-folder.ts';

/** `vouch trust add`: pins keys for one log, and sets its witnesses. All of what is named, or nothing. */
export const addTrust: Command = async (args, context) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      store: { type: 'string' },
      origin: { type: 'string' },
      vkey: { type: 'string', multiple: true, default: [] },
      signers: { type: 'string', multiple: true, default: [] },
      policy: { type: 'string' },
      tsa: { type: 'string', multiple: true, default: [] },
      compared: { type: 'string' },
      by: { type: 'string' },
      'valid-after': { type: 'string' },
      'valid-before': { type: 'string' },
    },
  });
  const said: PinSaid = {
    compared: requireOption(values.compared, 'compared'),
    comparedBy: requireOption(values.by, 'by'),
    pinnedAt: context.now(),
  };
  const authorities = await readAuthorities(values.tsa, said);
  // Time is not a matter of one log: whoever pins a time authority alone need not name any.
  const isForLog = values.vkey.length + values.signers.length > 0 || values.policy !== undefined;
  const origin = isForLog || authorities.length === 0 ? requireOption(values.origin, 'origin') : '';
  const bound = (name: 'valid-after' | 'valid-before') => {
    const text = values[name];
    return text === undefined ? null : readTimeOption(text, name);
  };
  const window = { validAfter: bound('valid-after'), validBefore: bound('valid-before') };
  const policy = values.policy === undefined ? null : await readPolicy(values.policy, origin, said, window);
  const keys = [
    ...(await readLogKeys(values.vkey, said, window)),
    ...(await readSigners(values.signers)).map(({ signer }) => pinSigner(signer, origin, said)),
    ...(policy?.keys ?? []),
  ];
  for (const key of keys) {
    if (key.origin !== origin) throw new UsageError(`The key is named "${key.origin}", the log "${origin}".`);
  }
  const decisions = [
    ...keys.map(toDecision),
    ...authorities.map(toAuthorityDecision),
    ...(policy === null
      ? []
      : [
          {
            action: 'policy-set',
            at: said.pinnedAt,
            by: said.comparedBy,
            origin,
            policy: policy.text,
          } as const,
        ]),
  ];
  if (decisions.length === 0)
    throw new UsageError('trust add needs --vkey, --signers or --policy, or --tsa.');
  await updateStore(storeFolderOf(values.store, context), (log) => appendDecisions(log, decisions));
  for (const { role, fingerprint } of keys) context.terminal.print(`${role} ${fingerprint}`);
  for (const { fingerprint } of authorities) context.terminal.print(`tsa ${fingerprint}`);
  context.terminal.talk(
    `Pinned for ${isForLog ? origin : 'all logs'}. What counts is how the fingerprints above were compared.`,
  );
  return done;
};

/** A policy names log keys as well: they are pinned, and must be those of this log. */
async function readPolicy(
  file: string,
  origin: string,
  said: PinSaid,
  window: Pick<TrustedKey, 'validAfter' | 'validBefore'>,
): Promise<{ readonly text: string; readonly keys: readonly TrustedKey[] }> {
  const text = await readText(file);
  try {
    const keys = parseTlogPolicy(text).logs.map((publicKey) => {
      const typedFingerprint = fingerprintOf(publicKey, 'log');
      const answer = pinKey({ role: 'log', origin, publicKey, typedFingerprint, window, ...said });
      if (answer.kind === 'refused')
        throw new UsageError(`${basename(file)} cannot be used: ${answer.statement}`);
      return answer.key;
    });
    return { text, keys };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new UsageError(`${basename(file)} cannot be used: ${error.message}`);
  }
}

function toAuthorityDecision({
  certificate,
  fingerprint,
  compared,
  comparedBy,
  pinnedAt,
}: TimeAuthority): Decision {
  return { action: 'authority-pinned', at: pinnedAt, by: comparedBy, certificate, fingerprint, compared };
}

function toDecision(key: TrustedKey): Decision {
  const { role, origin, publicKey, fingerprint, compared, comparedBy, pinnedAt, validAfter, validBefore } =
    key;
  return {
    action: 'key-pinned',
    at: pinnedAt,
    by: comparedBy,
    role,
    origin,
    publicKey,
    fingerprint,
    compared,
    validAfter,
    validBefore,
  };
}
