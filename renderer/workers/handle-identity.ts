import { BugError } from '../../shared/bytes/errors.ts';
import { tryParse } from '../../shared/bytes/try-parse.ts';
import type { UnixMillis } from '../../shared/bytes/units.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { parseCertificate } from '../../shared/certificates/parse-certificate.ts';
import { parsePkcs12 } from '../../shared/certificates/pkcs12.ts';
import type { IdentityView } from '../../shared/contract/identity-protocol.ts';
import { identityNameProblem, makeIdentity as makeKey } from '../../shared/identity/identity.ts';
import {
  type IdentityFile,
  openIdentity as openFile,
  parseIdentityFile,
  sealIdentity,
} from '../../shared/identity/identity-file.ts';
import { passphraseProblem } from '../../shared/identity/passphrase.ts';
import { openPkcs12, pkcs12Advice } from '../../shared/identity/pkcs12-identity.ts';
import { certificateFingerprint } from '../../shared/trust/fingerprint.ts';
import { loadIdentity, removeIdentity, storeIdentity } from '../data/identity-store.ts';
import { StoreError } from '../data/store-error.ts';
import type { IdentityRow } from '../data/stored-rows.ts';
import { custodyKeysOf } from './custody-keys.ts';
import type { CaseContext, CaseHandler } from './request-context.ts';
import { systemKeepingOf } from './system-keeping.ts';

/** An honest file has some 1,500 bytes; a certificate with many extensions has more. */
const mostFileBytes = 65_536;
const secretBytes = 32;
/** With it a PKCS #12 file begins, and every other one in DER. */
const derSequence = 0x30;

export const readIdentity: CaseHandler<'readIdentity'> = async (context) => {
  const row = await loadIdentity(context.database);
  return row === null ? null : viewOf(context, row);
};

export const makeIdentity: CaseHandler<'makeIdentity'> = async (context, { name, passphrase }) => {
  const { database, platform, identity: held } = context;
  const problem = identityNameProblem(name) ?? passphraseProblem(passphrase);
  if (problem !== null) throw new StoreError('identity-refused', problem);
  const { passphrases } = platform;
  const keptAt = platform.now();
  // Of all draws of 32 bytes, one in four billion is no key.
  const identity =
    makeKey(name.trim(), passphrases.randomBytes(secretBytes), keptAt) ??
    makeKey(name.trim(), passphrases.randomBytes(secretBytes), keptAt);
  if (identity === null) throw new BugError('No key could be drawn.');
  const file = await sealIdentity(identity, passphrase, passphrases);
  const row = await storeIdentity(database, { file, keptAt });
  held.hold(identity);
  return viewOf(context, row);
};

export const openIdentity: CaseHandler<'openIdentity'> = async (context, { passphrase }) => {
  const row = await keptRow(context);
  const opened = await openFile(fileOf(row), passphrase, context.platform.passphrases);
  if (opened === null) throw new StoreError('wrong-passphrase', 'The passphrase is wrong.');
  context.identity.hold(opened);
  return viewOf(context, row);
};

export const lockIdentity: CaseHandler<'lockIdentity'> = async (context) => {
  context.identity.lock();
  return viewOf(context, await keptRow(context));
};

export const importIdentity: CaseHandler<'importIdentity'> = async (context, { bytes }) => {
  if (bytes.length > mostFileBytes) {
    throw new StoreError('identity-refused', `A file of an identity has at most ${mostFileBytes} bytes.`);
  }
  if (bytes[0] === derSequence) {
    refuseUnreadable(bytes);
    return null;
  }
  parseIdentityFile(bytes);
  const file = new TextDecoder().decode(bytes);
  return viewOf(context, await storeIdentity(context.database, { file, keptAt: context.platform.now() }));
};

export const importPkcs12: CaseHandler<'importPkcs12'> = async (
  context,
  { bytes, filePassphrase, passphrase },
) => {
  const { database, platform, identity: held } = context;
  const problem = passphraseProblem(passphrase);
  if (problem !== null) throw new StoreError('identity-refused', problem);
  const { passphrases } = platform;
  const identity = await openPkcs12(bytes, filePassphrase, passphrases);
  if (identity === null) throw new StoreError('wrong-passphrase', 'The passphrase of the file is wrong.');
  const file = await sealIdentity(identity, passphrase, passphrases);
  const row = await storeIdentity(database, { file, keptAt: platform.now() });
  held.hold(identity);
  return viewOf(context, row);
};

/** Before anybody types a passphrase for a file that no passphrase opens here. */
function refuseUnreadable(bytes: Uint8Array): void {
  const read = tryParse(() => parsePkcs12(bytes));
  if (read.kind === 'error') {
    throw new StoreError('identity-refused', `${read.error.message} ${pkcs12Advice}`);
  }
}

export const exportIdentity: CaseHandler<'exportIdentity'> = async (context) => {
  const row = await keptRow(context);
  return { fileName: `${fileOf(row).name} signing identity.pem`, text: row.file };
};

export const deleteIdentity: CaseHandler<'deleteIdentity'> = async (context, { fingerprint }) => {
  const row = await keptRow(context);
  if (fileOf(row).fingerprint !== fingerprint) {
    throw new StoreError('identity-refused', 'Another identity is kept by now. Nothing was deleted.');
  }
  await removeIdentity(context.database);
  context.identity.lock();
  return null;
};

/** The identity of this profile with its secret, for a request that signs. Throws StoreError while it is locked. */
export async function unlockedIdentity(context: CaseContext) {
  const identity = context.identity.of(fileOf(await keptRow(context)));
  if (identity !== null) return identity;
  throw new StoreError('identity-locked', 'Your signing identity is locked. Unlock it on Trust.');
}

/** The identity of this profile as it is kept. Throws StoreError when there is none. */
export async function keptIdentity(context: CaseContext): Promise<KeptIdentity> {
  const row = await keptRow(context);
  return { file: fileOf(row), keptAt: row.keptAt };
}

interface KeptIdentity {
  readonly file: IdentityFile;
  readonly keptAt: UnixMillis;
}

async function keptRow({ database }: CaseContext): Promise<IdentityRow> {
  const row = await loadIdentity(database);
  if (row !== null) return row;
  throw new StoreError('identity-refused', 'This profile has no signing identity. Make one on Trust.');
}

function fileOf({ file }: IdentityRow): IdentityFile {
  return parseIdentityFile(encodeUtf8(file));
}

function viewOf(context: CaseContext, row: IdentityRow): Promise<IdentityView> {
  return viewIdentity(context, { file: fileOf(row), keptAt: row.keptAt });
}

/** What the window may know of it. */
export async function viewIdentity(
  context: CaseContext,
  { file, keptAt }: KeptIdentity,
): Promise<IdentityView> {
  const { name, fingerprint, sshPublicKey, certificate } = file;
  const unlocked = context.identity.of(file);
  return {
    name,
    fingerprint,
    sshPublicKey,
    certificateFingerprint: certificateFingerprint(certificate),
    validFrom: parseCertificate(certificate).notBefore,
    keptAt,
    custodyKeys: unlocked === null ? null : custodyKeysOf(unlocked),
    system: await systemKeepingOf(context, file),
  };
}
