import type { DigestHex, UnixMillis } from '../../shared/bytes/units.ts';
import { caseNameFor } from '../../shared/case/case-name.ts';
import { encryptedFacts } from '../../shared/case/encrypted-history.ts';
import type { DeliveredFile, ImportAnswer } from '../../shared/contract/case-protocol.ts';
import { loadCase } from '../data/case-store.ts';
import { publishBundles } from '../data/publish-bundles.ts';
import { discardBundle, discardLeftovers } from '../data/staging.ts';
import { StoreError } from '../data/store-error.ts';
import type { BundleRow } from '../data/stored-rows.ts';
import { beginEncrypted } from './begin-encrypted.ts';
import { knownOf, loadTrust } from './case-trust.ts';
import { viewCase } from './case-view.ts';
import { importCustodyEntry } from './import-facts.ts';
import { judge, type KnownOfDelivery, nothingKnown } from './judge.ts';
import type { Call, CaseContext, CaseHandler } from './request-context.ts';
import { type ReadyBundle, stageBundle } from './stage-bundle.ts';
import { explainFullStorage } from './storage-full.ts';

export const importBundle: CaseHandler<'importBundle'> = (context, { caseId, source, passphrase }, call) =>
  context.platform.withImportLock(call.signal, async () => {
    const { database, platform } = context;
    await discardLeftovers(database);
    if (caseId !== null) {
      await loadCase(database, caseId);
      return importInto(context, { caseId, isNew: false }, source, call);
    }
    const target = { caseId: platform.newId(), isNew: true };
    if (passphrase === undefined) return importInto(context, target, source, call);
    const made = { caseId: target.caseId, createdAt: platform.now() };
    const lock = await beginEncrypted(context, made, passphrase);
    try {
      return await importInto(context, { ...target, lock }, source, call);
    } catch (thrown) {
      // What was imported stays open; what never came to be has no key.
      if ((await database.anyCases.get(target.caseId)) === undefined) database.vault.forget(target.caseId);
      throw thrown;
    }
  });

/** The case of an import. The lock is that of a new case which is to be encrypted. */
interface ImportTarget {
  readonly caseId: string;
  readonly isNew: boolean;
  readonly lock?: string;
  /** Of a file that has arrived elsewhere, and whose arrival the log of the case has already. */
  readonly arrival?: Arrival;
}

export interface Arrival {
  readonly fileSha256: DigestHex;
  /** A delivery takes no step back from a head that was seen after it, so its time is that of its arrival and not of today. */
  readonly importedAt: UnixMillis;
}

/** Stages a file, and publishes it in its case. The import lock must be held. */
export async function importInto(
  context: CaseContext,
  target: ImportTarget,
  source: DeliveredFile,
  call: Call,
): Promise<ImportAnswer> {
  const { caseId, arrival } = target;
  // Nobody can have asked for a case by its id that is only made here.
  await context.platform.caseUse.join(caseId);
  const ready = await stageBundle(context, caseId, source, call);
  const { bundleId, fileSha256 } = ready.row;
  if (arrival !== undefined && fileSha256 !== arrival.fileSha256) {
    await discardBundle(context.database, bundleId).catch(() => {});
    throw new StoreError(
      'case-file-refused',
      `${source.name} has the digest ${fileSha256}; ${arrival.fileSha256} was signed. It was not stored.`,
    );
  }
  await publishOrDiscard(context, ready, target);
  context.opened.keep(bundleId, ready.opened);
  return { bundleId, view: await viewImported(context, caseId, call) };
}

async function publishOrDiscard(
  context: CaseContext,
  ready: ReadyBundle,
  { caseId, isNew, lock, arrival }: ImportTarget,
): Promise<void> {
  const { database } = context;
  const { opened } = ready;
  const row = arrival === undefined ? ready.row : { ...ready.row, importedAt: arrival.importedAt };
  try {
    const time = row.importedAt;
    const known = isNew ? nothingKnown(time) : await knownInCase(context, caseId, row);
    const imported =
      arrival === undefined ? [importCustodyEntry(ready, judge(opened, known, time).headline)] : [];
    const name = caseNameFor(opened.observation?.descriptor ?? null, row.receipt.fileName);
    await publishBundles(database, {
      caseId,
      newCase: isNew
        ? {
            ...{ caseId, name, kind: 'own', createdAt: time, openedAt: time },
            ...(lock === undefined ? {} : { lock }),
          }
        : null,
      bundles: [row],
      trustedKeys: [],
      custody: isNew
        ? [
            {
              claimedTime: time,
              action: 'case-made',
              facts: [{ name: 'name', value: name }, ...(lock === undefined ? [] : encryptedFacts(true))],
            },
            ...imported,
          ]
        : imported,
    });
  } catch (thrown) {
    await discardBundle(database, row.bundleId).catch(() => {});
    throw await explainFullStorage(thrown, row.storedBytes, context.platform);
  }
}

async function knownInCase(
  { database }: CaseContext,
  caseId: string,
  row: BundleRow,
): Promise<KnownOfDelivery> {
  return knownOf(await loadTrust(database, await loadCase(database, caseId)), row);
}

/** The bundle is visible now: a cancel that comes this late must not make it look refused. */
function viewImported(context: CaseContext, caseId: string, call: Call) {
  const { signal } = new AbortController();
  return viewCase(context, caseId, { signal, pace: { ...call.pace, step: async () => {} } });
}
