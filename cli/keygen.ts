import { access, mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { packerNamespace } from '../shared/bundle/packer-namespace.ts';
import { publicKeyOf, secretKeyBytes } from '../shared/crypto/ed25519.ts';
import { renderEd25519Pem } from '../shared/crypto/ed25519-pem.ts';
import { renderOpensshPrivateKey } from '../shared/crypto/openssh-private-key.ts';
import { renderSshPublicKey } from '../shared/crypto/ssh-public-key.ts';
import { isKeyName, renderVerifierKey, toVerifierKey } from '../shared/crypto/verifier-key.ts';
import { fingerprintOf } from '../shared/trust/fingerprint.ts';
import { done } from './exit-codes.ts';
import { makeIdentityFiles } from './identity-files.ts';
import { renderLogKey } from './log-key-file.ts';
import type { KeyFile, MadeKey } from './made-key.ts';
import { requireOption, UsageError } from './options.ts';
import { readPassphrase } from './read-identity.ts';
import type { Command, CommandContext } from './run-command.ts';

/** `vouch keygen`: the key of a log, of a packer, or of a person who signs reports. Never overwrites a file: a lost key cannot be made again. */
export const keygen: Command = async (args, context) => {
  const { terminal } = context;
  const { values } = parseArgs({
    args: [...args],
    options: {
      origin: { type: 'string' },
      signer: { type: 'string' },
      identity: { type: 'string' },
      'passphrase-file': { type: 'string' },
      out: { type: 'string' },
    },
  });
  const folder = requireOption(values.out, 'out');
  const made = await makeKey(values, context);
  await mkdir(folder, { recursive: true });
  // Asked of all of them first, so that no new secret key lies beside the public key of another one.
  for (const { name } of made.files) await assertFree(folder, name);
  for (const file of made.files) await writeNew(folder, file);
  terminal.print(made.publicKey);
  terminal.print(made.fingerprint);
  terminal.talk(`Wrote ${made.files.map(({ name }) => name).join(', ')}. Keep the first one secret.`);
  return done;
};

interface KeyOptions {
  readonly origin?: string | undefined;
  readonly signer?: string | undefined;
  readonly identity?: string | undefined;
  readonly 'passphrase-file'?: string | undefined;
}

async function makeKey(values: KeyOptions, context: CommandContext): Promise<MadeKey> {
  const { origin, signer, identity, 'passphrase-file': passphraseFile } = values;
  if ([origin, signer, identity].filter((value) => value !== undefined).length !== 1) {
    throw new UsageError(
      'keygen needs one of --origin, for a log, --signer, for a packer, and --identity, for a person who signs reports.',
    );
  }
  if (identity !== undefined) {
    const passphrase = await readPassphrase(requireOption(passphraseFile, 'passphrase-file'));
    return makeIdentityFiles(identity, passphrase, context);
  }
  // Those are of machines, at which nobody types.
  if (passphraseFile !== undefined) throw new UsageError('--passphrase-file is for --identity.');
  const secretKey = context.randomBytes(secretKeyBytes);
  return origin === undefined ? makeSignerFiles(signer ?? '', secretKey) : makeLogFiles(origin, secretKey);
}

function makeLogFiles(origin: string, secretKey: Uint8Array): MadeKey {
  if (!isKeyName(origin)) throw new UsageError('An origin is text without spaces or plus signs.');
  const publicKey = publicKeyOf(secretKey);
  const vkey = renderVerifierKey(toVerifierKey(origin, publicKey));
  return {
    files: [
      { name: 'log.key', text: renderLogKey({ name: origin, secretKey }), isSecret: true },
      { name: 'log.vkey', text: `${vkey}\n`, isSecret: false },
      { name: 'log.pub.pem', text: renderEd25519Pem(publicKey), isSecret: false },
    ],
    publicKey: vkey,
    fingerprint: fingerprintOf(vkey, 'log'),
  };
}

function makeSignerFiles(identity: string, secretKey: Uint8Array): MadeKey {
  // allowed_signers separates its fields by spaces and its principals by commas, and knows wildcards.
  if (!/^[!-~]+$/.test(identity) || /["#,*?!\\]/.test(identity)) {
    throw new UsageError('An identity is printable ASCII without spaces, commas, quotes and wildcards.');
  }
  const publicKey = publicKeyOf(secretKey);
  const line = renderSshPublicKey(publicKey);
  return {
    files: [
      {
        name: 'signer.key',
        text: renderOpensshPrivateKey({ secretKey, comment: identity }),
        isSecret: true,
      },
      { name: 'signer.pub', text: `${line} ${identity}\n`, isSecret: false },
      {
        name: 'allowed_signers',
        text: `${identity} namespaces="${packerNamespace}" ${line}\n`,
        isSecret: false,
      },
    ],
    publicKey: line,
    fingerprint: fingerprintOf(line, 'packer'),
  };
}

async function assertFree(folder: string, name: string): Promise<void> {
  const isTaken = await access(join(folder, name)).then(
    () => true,
    () => false,
  );
  if (isTaken) throw new UsageError(`${name} exists already in ${basename(folder)}.`);
}

async function writeNew(folder: string, { name, text, isSecret }: KeyFile): Promise<void> {
  try {
    await writeFile(join(folder, name), text, { flag: 'wx', mode: isSecret ? 0o600 : 0o644 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'an unknown error';
    throw new UsageError(`${name} cannot be written to ${basename(folder)}: ${code}.`);
  }
}
