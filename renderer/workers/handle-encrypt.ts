import type { ByteCount } from '../../shared/bytes/units.ts';
import type { EncryptedCaseAnswer } from '../../shared/contract/vault-protocol.ts';
import { passphraseProblem } from '../../shared/identity/passphrase.ts';
import { CaseCipher } from '../../shared/vault/case-cipher.ts';
import { lockCaseKey, makeCaseKey } from '../../shared/vault/case-lock.ts';
import { loadBundles, loadCase } from '../data/case-store.ts';
import { copyEncrypted } from '../data/encrypted-copy.ts';
import { publishEncrypted } from '../data/publish-encrypted.ts';
import { discardBundle, discardLeftovers } from '../data/staging.ts';
import { StoreError } from '../data/store-error.ts';
import type { BundleRow } from '../data/stored-rows.ts';
import { prepareEncryptedJournal, removePlainJournal } from './journal/convert-journal.ts';
import type { Call, CaseContext, CaseHandler } from './request-context.ts';
import { isQuotaError, StorageFullError } from './storage-full.ts';
import type { WorkerPlatform } from './worker-platform.ts';

/**
 * Makes an encrypted case of one that is not, in its place: it keeps its id, to which its log is bound. No other request of this
 * worker runs, no other window has the case, and nobody imports.
 */
export const encryptCase: CaseHandler<'encryptCase'> = (context, { caseId, passphrase }, call) => {
  const problem = passphraseProblem(passphrase);
  if (problem !== null) throw new StoreError('passphrase-refused', problem);
  const { platform } = context;
  return platform.caseUse.alone(caseId, () =>
    platform.withImportLock(call.signal, () => encryptAlone(context, { caseId, passphrase }, call)),
  );
};

async function encryptAlone(
  context: CaseContext,
  { caseId, passphrase }: { readonly caseId: string; readonly passphrase: string },
  call: Call,
): Promise<EncryptedCaseAnswer> {
  const { database, platform, opened, journals } = context;
  await discardLeftovers(database);
  const row = await loadCase(database, caseId);
  if (row.lock !== undefined) throw new StoreError('encryption-refused', 'This case is encrypted already.');
  if (row.kind === 'sample') {
    throw new StoreError(
      'encryption-refused',
      'The sample case is in every Vouch: there is nothing to hide.',
    );
  }
  await journals.keep([caseId]);
  const bundles = await loadBundles(database, caseId);
  // For as long as both are there.
  await refuseWithoutRoom(totalBytes(bundles), platform);
  const key = makeCaseKey(platform.passphrases);
  const cipher = new CaseCipher(key, platform.passphrases.randomBytes);
  const lock = await lockCaseKey(key, { caseId, createdAt: row.createdAt }, passphrase, platform.passphrases);
  const ids = new Map(bundles.map(({ bundleId }) => [bundleId, platform.newId()]));
  try {
    const copies = await copyBundles(context, { bundles, cipher, ids }, call);
    // The last moment at which it can be stopped.
    await call.pace.step();
    await platform.journals.withLock(async () => {
      await prepareEncryptedJournal(database, platform.journals, caseId, cipher);
      const now = platform.now();
      await publishEncrypted(database, {
        ...{ caseId, lock, key, copies, now },
        entry: (movedHeads) => ({
          claimedTime: now,
          action: 'case-encrypted',
          facts: [
            { name: 'bundles', value: String(bundles.length) },
            { name: 'heads taken out of the memory of the profile', value: String(movedHeads) },
          ],
        }),
      });
    });
  } catch (thrown) {
    for (const bundleId of ids.values()) await discardBundle(database, bundleId).catch(() => {});
    throw isQuotaError(thrown) ? noRoom(totalBytes(bundles), thrown) : thrown;
  } finally {
    key.fill(0);
    cipher.destroy();
  }
  const bundleIds = [...ids.keys()];
  opened.forget(bundleIds);
  journals.forget(caseId);
  return { isClean: await removePlain(context, caseId, { lock, bundleIds }) };
}

interface Copying {
  readonly bundles: readonly BundleRow[];
  readonly cipher: CaseCipher;
  /** Of the copies, by those of the bundles. */
  readonly ids: ReadonlyMap<string, string>;
}

async function copyBundles(
  { database, platform }: CaseContext,
  { bundles, cipher, ids }: Copying,
  { pace }: Call,
): Promise<ReadonlyMap<string, BundleRow>> {
  // Each byte is read, and read again from its copy.
  const bytesTotal = bundles.reduce((sum, bundle) => sum + fileBytes(bundle), 0) * 2;
  let bytesDone = 0;
  const step = async (bytes: number) => {
    bytesDone += bytes;
    pace.report({ stage: 'encrypting', bytesDone, bytesTotal, entries: 0 });
    await pace.step();
  };
  const copies = new Map<string, BundleRow>();
  for (const [of, bundleId] of ids) {
    const bundle = bundles.find((each) => each.bundleId === of);
    if (bundle === undefined) continue;
    const order = { cipher, bundleId, since: platform.now(), digests: platform.digests, step };
    copies.set(of, await copyEncrypted(database, bundle, order));
  }
  return copies;
}

/** False when something of it could not be removed: the next start of Vouch goes on with it. */
async function removePlain(
  { database, platform }: CaseContext,
  caseId: string,
  { lock, bundleIds }: { readonly lock: string; readonly bundleIds: readonly string[] },
): Promise<boolean> {
  const { journals } = platform;
  try {
    await journals.withLock(() => removePlainJournal(journals, caseId, lock));
    for (const bundleId of bundleIds) await discardBundle(database, bundleId);
    return true;
  } catch {
    // What kept it from being removed will keep the next request from writing, and that one says so.
    return false;
  }
}

function fileBytes({ container, receipt }: BundleRow): number {
  if (container === 'zip') return receipt.fileBytes;
  return receipt.members.reduce((sum, { bytes }) => sum + bytes, 0);
}

function totalBytes(bundles: readonly BundleRow[]): number {
  return bundles.reduce((sum, { storedBytes }) => sum + storedBytes, 0);
}

async function refuseWithoutRoom(
  needed: ByteCount,
  platform: Pick<WorkerPlatform, 'storageRoom'>,
): Promise<void> {
  const available = (await platform.storageRoom())?.availableBytes ?? null;
  if (available !== null && available < needed) throw noRoom(needed, null);
}

function noRoom(needed: ByteCount, cause: unknown): StorageFullError {
  return new StorageFullError(
    `There is not enough room: for a while this case is stored twice, which takes about ${needed.toLocaleString('en-US')} bytes more. It is as it was.`,
    { cause },
  );
}
