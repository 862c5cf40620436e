import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { packerNamespace } from '../shared/bundle/packer-namespace.ts';
import { FormatError } from '../shared/bytes/errors.ts';
import type { UnixMillis } from '../shared/bytes/units.ts';
import { parseVerifierKey } from '../shared/crypto/verifier-key.ts';
import { fingerprintOf } from '../shared/trust/fingerprint.ts';
import { pinKey } from '../shared/trust/pin-key.ts';
import type { TrustedKey } from '../shared/trust/trusted-key.ts';
import { UsageError } from './options.ts';
import { toUnreadable } from './platform/file-source.ts';

/** The keys that a person named for this run. A packer's key is pinned for whatever origin the bundle states. */
export interface NamedKeys {
  readonly logKeys: readonly TrustedKey[];
  packerKeysFor(origin: string): readonly TrustedKey[];
}

/**
 * Reads verifier keys and allowed_signers files. A line that cannot be used is refused, not skipped: a person who
 * names a key expects it to count. Throws UsageError, or FormatError when a file cannot be read.
 */
export async function readNamedKeys(
  vkeyFiles: readonly string[],
  signersFiles: readonly string[],
  now: UnixMillis,
): Promise<NamedKeys> {
  const logKeys: TrustedKey[] = [];
  for (const file of vkeyFiles) {
    for (const text of await readKeyLines(file)) {
      logKeys.push(asUsage(file, () => pinNamed('log', parseVerifierKey(text).name, text, now)));
    }
  }
  const packerKeys: string[] = [];
  for (const file of signersFiles) {
    for (const line of await readKeyLines(file)) {
      const key = asUsage(file, () => parseSignerLine(line));
      asUsage(file, () => pinNamed('packer', 'any', key, now));
      packerKeys.push(key);
    }
  }
  return {
    logKeys,
    packerKeysFor: (origin) => packerKeys.map((key) => pinNamed('packer', origin, key, now)),
  };
}

async function readKeyLines(path: string): Promise<readonly string[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw toUnreadable(basename(path), cause);
  });
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const keys = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (keys.length === 0) throw new UsageError(`${basename(path)} holds no key.`);
  return keys;
}

/** ssh-keygen(1), ALLOWED SIGNERS: principals, options, key. Gives the key, as a public key line. */
function parseSignerLine(line: string): string {
  const fields = /^(?:"[^"]*"|\S+)\s+(?:(\S*="[^"]*"|cert-authority)\s+)?(ssh-\S+\s+\S+)/.exec(line);
  if (fields === null) throw new UsageError(`expected principals, options and a key, found "${line}"`);
  const [, options = `namespaces="${packerNamespace}"`, key = ''] = fields;
  const namespaces = /^namespaces="([^"]*)"$/.exec(options)?.[1];
  // A window of validity needs a time that somebody vouches for; reading past it would widen the trust.
  if (namespaces === undefined) throw new UsageError(`the options ${options} are not supported`);
  if (!namespaces.split(',').includes(packerNamespace)) {
    throw new UsageError(`the key is for ${namespaces}, not for ${packerNamespace}`);
  }
  return key.replace(/\s+/, ' ');
}

/** Whoever names the file of a key has the whole key: its fingerprint is compared with itself, its soundness is not assumed. */
function pinNamed(role: TrustedKey['role'], origin: string, publicKey: string, now: UnixMillis): TrustedKey {
  const answer = pinKey({
    role,
    origin,
    publicKey,
    typedFingerprint: fingerprintOf(publicKey, role),
    compared: 'named on the command line, for this run',
    comparedBy: 'whoever ran the command',
    pinnedAt: now,
  });
  if (answer.kind === 'refused') throw new UsageError(answer.statement);
  return answer.key;
}

function asUsage<Answer>(file: string, read: () => Answer): Answer {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FormatError || error instanceof UsageError)) throw error;
    throw new UsageError(`${basename(file)} cannot be used: ${error.message}`);
  }
}
