import { basename } from 'node:path';
import { FormatError } from '../shared/bytes/errors.ts';
import type { UnixMillis } from '../shared/bytes/units.ts';
import { encodeUtf8 } from '../shared/bytes/utf8.ts';
import { type PublicKey, parsePublicKeyPem } from '../shared/certificates/public-key-pem.ts';
import { parseEd25519Pem } from '../shared/crypto/ed25519-public-pem.ts';
import { parseMinisignKey } from '../shared/crypto/minisign.ts';
import { parseVerifierKey, type VerifierKey } from '../shared/crypto/verifier-key.ts';
import { type AllowedSigner, parseAllowedSigners } from '../shared/trust/allowed-signers.ts';
import { parseTlogPolicy } from '../shared/trust/tlog-policy.ts';
import type { ForeignTrust } from '../shared/verify/foreign/foreign-trust.ts';
import type { SigstoreIdentity } from '../shared/verify/foreign/sigstore-identity.ts';
import {
  parseSigstoreTrustRoot,
  type SigstoreTrustRoot,
} from '../shared/verify/foreign/sigstore-trust-root.ts';
import { parseCloudtrailKeys } from './cloudtrail-keys.ts';
import type { ForeignOptionValues } from './foreign-options.ts';
import { UsageError } from './options.ts';
import { readText } from './pin-keys.ts';
import { localClock } from './time-option.ts';

/**
 * Reads the keys that a person named for evidence that is no EVB bundle. Throws UsageError for a key that cannot be
 * used, because whoever names a key expects it to count, and FormatError when a file cannot be read.
 */
export async function readForeignTrust(values: ForeignOptionValues, now: UnixMillis): Promise<ForeignTrust> {
  const sshSigners: AllowedSigner[] = [];
  // The lines of this file that cannot count are refused where the keys of packers are read from it.
  for (const file of values.signers) {
    sshSigners.push(...parseAllowedSigners(await readText(file), localClock).signers);
  }
  const policies = await readEach(values.policy, parseTlogPolicy);
  return {
    sshSigners,
    minisignKeys: await readEach(values['minisign-key'], parseMinisignKey),
    ed25519Keys: await readEach(values['ed25519-key'], parseEd25519Pem),
    sigstoreRoot: await readTrustRoot(values['trust-root']),
    sigstoreIdentity: toIdentity(values),
    publicKeys: await readEach(values.key, parseUsedKey),
    cloudtrailKeys: (await readEach(values['cloudtrail-keys'], parseCloudtrailKeys)).flat(),
    logKeys: [
      ...(await readEach(values.vkey, parseVerifierKeys)).flat(),
      ...policies.flatMap(({ logs }) => logs.map((vkey) => parseVerifierKey(vkey))),
    ],
    // A policy is for every log that it names.
    witnesses: policies.flatMap(({ logs, ...policy }) =>
      logs.map((vkey) => ({ ...policy, origin: parseVerifierKey(vkey).name })),
    ),
    now,
  };
}

async function readEach<Key>(
  paths: readonly string[],
  parse: (text: string) => Key,
): Promise<readonly Key[]> {
  const keys: Key[] = [];
  for (const path of paths) {
    const text = await readText(path);
    try {
      keys.push(parse(text));
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      throw new UsageError(`${basename(path)} cannot be used: ${error.message}`);
    }
  }
  return keys;
}

/** One on each line; empty lines and comments count as nothing. */
function parseVerifierKeys(text: string): readonly VerifierKey[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => parseVerifierKey(line));
}

function parseUsedKey(text: string): PublicKey {
  const key = parsePublicKeyPem(text);
  if (key.publicKey.kind === 'unsupported') throw new FormatError('key', `It is ${key.publicKey.name}.`);
  return key;
}

async function readTrustRoot(paths: readonly string[]): Promise<SigstoreTrustRoot | null> {
  const roots = await readEach(paths, (text) => parseSigstoreTrustRoot(encodeUtf8(text)));
  if (roots.length > 1) throw new UsageError('--trust-root is given once: two roots cannot be told apart.');
  return roots[0] ?? null;
}

/** An identity without its issuer is anybody's who finds one that attests it. */
function toIdentity(values: ForeignOptionValues): SigstoreIdentity | null {
  const identities = values['certificate-identity'];
  const issuers = values['certificate-oidc-issuer'];
  const [identity] = identities;
  const [issuer] = issuers;
  if (identities.length > 1 || issuers.length > 1 || (identity === undefined) !== (issuer === undefined)) {
    throw new UsageError(
      '--certificate-identity and --certificate-oidc-issuer are given together, and once.',
    );
  }
  return identity === undefined || issuer === undefined ? null : { identity, issuer };
}
