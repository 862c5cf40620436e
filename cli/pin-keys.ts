import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { packerNamespace } from '../shared/bundle/packer-namespace.ts';
import { FormatError } from '../shared/bytes/errors.ts';
import type { UnixMillis } from '../shared/bytes/units.ts';
import { parseVerifierKey } from '../shared/crypto/verifier-key.ts';
import { type AllowedSigner, parseAllowedSigners } from '../shared/trust/allowed-signers.ts';
import { fingerprintOf } from '../shared/trust/fingerprint.ts';
import { pinKey } from '../shared/trust/pin-key.ts';
import type { TrustedKey } from '../shared/trust/trusted-key.ts';
import { fileNamespace } from '../shared/verify/foreign/detached-signature.ts';
import { UsageError } from './options.ts';
import { toUnreadable } from './platform/file-source.ts';
import { localClock } from './time-option.ts';

/** Who says that the keys are theirs, and when. */
export interface PinSaid {
  readonly compared: string;
  readonly comparedBy: string;
  readonly pinnedAt: UnixMillis;
}

/** What is said of keys that a person names for one run. */
export function saidForRun(now: UnixMillis): PinSaid {
  return {
    compared: 'named on the command line, for this run',
    comparedBy: 'whoever ran the command',
    pinnedAt: now,
  };
}

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
  const said = saidForRun(now);
  const signers = await readSigners(signersFiles, [fileNamespace]);
  for (const { file, signer } of signers) asUsage(file, () => pinSigner(signer, 'any', said));
  return {
    logKeys: await readLogKeys(vkeyFiles, said),
    packerKeysFor: (origin) => signers.map(({ signer }) => pinSigner(signer, origin, said)),
  };
}

/** The log keys in files of C2SP verifier keys, one a line, each pinned for the origin that it is named after. */
export async function readLogKeys(
  files: readonly string[],
  said: PinSaid,
  window?: Pick<TrustedKey, 'validAfter' | 'validBefore'>,
): Promise<readonly TrustedKey[]> {
  const keys: TrustedKey[] = [];
  for (const file of files) {
    for (const text of toKeyLines(file, await readText(file))) {
      keys.push(asUsage(file, () => pinNamed('log', parseVerifierKey(text).name, text, said, window)));
    }
  }
  return keys;
}

/**
 * The packer keys in files of allowed_signers, for bundles. A key for none but other purposes is refused, unless the
 * purpose is one of those that somebody else reads the same file for.
 */
export async function readSigners(
  files: readonly string[],
  readElsewhere: readonly string[] = [],
): Promise<readonly { readonly file: string; readonly signer: AllowedSigner }[]> {
  const found: { file: string; signer: AllowedSigner }[] = [];
  for (const file of files) {
    const text = await readText(file);
    toKeyLines(file, text);
    const { signers, refused } = parseAllowedSigners(text, localClock);
    if (refused.length > 0) {
      const lines = refused.map(({ line, statement }) => `line ${line}: ${statement}`);
      throw new UsageError(`${basename(file)} cannot be used: ${lines.join(' ')}`);
    }
    for (const signer of signers) {
      const { namespaces } = signer;
      if (namespaces !== null && !namespaces.includes(packerNamespace)) {
        if (namespaces.some((namespace) => readElsewhere.includes(namespace))) continue;
        throw new UsageError(
          `${basename(file)} cannot be used: the key is for ${namespaces.join(',')}, not for ${packerNamespace}`,
        );
      }
      found.push({ file, signer });
    }
  }
  return found;
}

/** Pins the key of a line of allowed_signers for one log, with the window that the line gives it. */
export function pinSigner(signer: AllowedSigner, origin: string, said: PinSaid): TrustedKey {
  const { publicKey, validAfter, validBefore } = signer;
  return pinNamed('packer', origin, publicKey, said, { validAfter, validBefore });
}

export async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw toUnreadable(basename(path), cause);
  });
}

function toKeyLines(path: string, text: string): readonly string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const keys = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (keys.length === 0) throw new UsageError(`${basename(path)} holds no key.`);
  return keys;
}

/** Whoever names the file of a key has the whole key: its fingerprint is compared with itself, its soundness is not assumed. */
function pinNamed(
  role: TrustedKey['role'],
  origin: string,
  publicKey: string,
  said: PinSaid,
  window: Pick<TrustedKey, 'validAfter' | 'validBefore'> = { validAfter: null, validBefore: null },
): TrustedKey {
  const typedFingerprint = fingerprintOf(publicKey, role);
  const answer = pinKey({ role, origin, publicKey, typedFingerprint, window, ...said });
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
