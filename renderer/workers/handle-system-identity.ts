import { parseBase64, toBase64 } from '../../shared/bytes/base64.ts';
import type { CustodyAction } from '../../shared/case/custody-record.ts';
import type { SystemStore } from '../../shared/contract/host-secrets.ts';
import { isEcdsaSecret } from '../../shared/crypto/ecdsa.ts';
import { toIdentity } from '../../shared/identity/identity.ts';
import type { IdentityFile } from '../../shared/identity/identity-file.ts';
import { writeCustody } from '../data/custody-store.ts';
import { loadSystemKey, removeSystemKey, storeSystemKey } from '../data/identity-store.ts';
import { StoreError } from '../data/store-error.ts';
import { keptIdentity, unlockedIdentity, viewIdentity } from './handle-identity.ts';
import type { CaseContext, CaseHandler } from './request-context.ts';
import type { SystemSecrets } from './system-secrets.ts';

/**
 * Puts the key of the unlocked identity under the operating system as well. It is the key and not the passphrase that goes there: a
 * passphrase opens backups, and things that we know nothing of.
 */
export const keepIdentityInSystem: CaseHandler<'keepIdentityInSystem'> = async (context, { caseId, by }) => {
  const { database, platform } = context;
  const secrets = requireSecrets(context);
  const identity = await unlockedIdentity(context);
  const { store } = await requireStore(secrets);
  const { fingerprint, secretKey } = identity;
  const protectedKey = toBase64(await secrets.protect(secretKey));
  await storeSystemKey(database, { fingerprint, protectedKey, keptAt: platform.now() });
  await recordFor(context, caseId, 'identity-kept-by-system', { fingerprint, store, by });
  return viewIdentity(context, await keptIdentity(context));
};

export const takeIdentityFromSystem: CaseHandler<'takeIdentityFromSystem'> = async (
  context,
  { caseId, by },
) => {
  const row = await keptIdentity(context);
  const { fingerprint } = row.file;
  await removeSystemKey(context.database);
  await recordFor(context, caseId, 'identity-taken-from-system', { fingerprint, by });
  return viewIdentity(context, row);
};

/** Opens the identity without its passphrase, for the account that is logged in. Nothing is believed of the answer but that it is its key. */
export const openIdentityBySystem: CaseHandler<'openIdentityBySystem'> = async (context) => {
  const secrets = requireSecrets(context);
  const row = await keptIdentity(context);
  const kept = await loadSystemKey(context.database);
  const bytes = kept?.fingerprint === row.file.fingerprint ? parseBase64(kept.protectedKey) : null;
  const secret = bytes === null ? null : await secrets.reveal(bytes);
  const identity = secret === null ? null : identityOf(row.file, secret);
  if (identity === null) {
    throw new StoreError(
      'identity-refused',
      'The operating system did not give the key of this identity: it was kept for another account or computer, or its store was changed. Unlock the identity with its passphrase.',
    );
  }
  context.identity.hold(identity);
  return viewIdentity(context, row);
};

function identityOf(file: IdentityFile, secret: Uint8Array) {
  if (secret.length !== secretBytes || !isEcdsaSecret(secret, 'P-256')) return null;
  const identity = toIdentity(file.name, secret, file.certificate);
  return identity.fingerprint === file.fingerprint ? identity : null;
}

const secretBytes = 32;

function requireSecrets({ platform }: CaseContext): SystemSecrets {
  if (platform.secrets !== null) return platform.secrets;
  throw new StoreError('identity-refused', 'There is no program around this window that could keep a key.');
}

async function requireStore(secrets: SystemSecrets): Promise<{ readonly store: SystemStore }> {
  const standing = await secrets.standing();
  if (standing.kind === 'available') return standing;
  throw new StoreError('identity-refused', 'The operating system would not protect the key here.');
}

/** Decided on the screen of a case, and so it stands in its log; without a case there is no log. */
async function recordFor(
  { database, platform }: CaseContext,
  caseId: string | null,
  action: CustodyAction,
  {
    fingerprint,
    store,
    by,
  }: { readonly fingerprint: string; readonly store?: SystemStore; readonly by: string },
): Promise<void> {
  if (caseId === null) return;
  const facts = [
    { name: 'key', value: fingerprint },
    ...(store === undefined ? [] : [{ name: 'store', value: store }]),
    { name: 'by', value: by },
  ];
  await database.dexie.transaction('rw', [database.cases, database.custody], () =>
    writeCustody(database, caseId, [{ claimedTime: platform.now(), action, facts }]),
  );
}
