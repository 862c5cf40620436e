import { BugError } from '../../../shared/bytes/errors.ts';
import type { CustodyEntry } from '../../../shared/case/custody-log.ts';
import type { CustodyRecord } from '../../../shared/case/custody-record.ts';
import { encryptedFacts, wasEncrypted } from '../../../shared/case/encrypted-history.ts';
import { factOf } from '../../../shared/case/trust-facts.ts';
import { beginsAsCaseFile, headBytes } from '../../../shared/case-file/case-file-head.ts';
import { type CaseFile, readCaseFile as readFile } from '../../../shared/case-file/read-case-file.ts';
import type { CaseFileReceipt } from '../../../shared/contract/case-file-protocol.ts';
import type { DeliveredFile } from '../../../shared/contract/case-protocol.ts';
import { loadBundles } from '../../data/case-store.ts';
import { custodyOf } from '../../data/key-ranges.ts';
import { receiveCase, standingOf } from '../../data/receive-case.ts';
import { discardLeftovers } from '../../data/staging.ts';
import { StoreError } from '../../data/store-error.ts';
import { beginEncrypted } from '../begin-encrypted.ts';
import { viewCase } from '../case-view.ts';
import { openFileSource } from '../file-source.ts';
import { readIdentity } from '../handle-identity.ts';
import { type Arrival, importInto } from '../handle-import.ts';
import type { CaseContext, CaseHandler } from '../request-context.ts';
import { refuseUnreadable } from './case-file-error.ts';

export const readCaseFile: CaseHandler<'readCaseFile'> = async (context, { source }, call) => {
  const file = await read(source);
  const { description, records, signer, manifestSha256, files, absent } = file;
  const own = await readIdentity(context, {}, call);
  return {
    caseId: description.caseId,
    name: description.name,
    records: records.length,
    firstTime: records[0]?.claimedTime ?? 0,
    lastTime: records.at(-1)?.claimedTime ?? 0,
    files: files.map(({ fileName, bytes, fileSha256 }) => ({ fileName, bytes, fileSha256 })),
    absent,
    manifestSha256,
    signer: { fingerprint: signer, isOwn: own?.fingerprint === signer },
    wasEncrypted: wasEncrypted(records),
    here: standingOf(await storedLog(context, description.caseId), records),
    missing: (await missingFiles(context, file)).length,
  };
};

export const recognizeCaseFile: CaseHandler<'recognizeCaseFile'> = async (_context, { source }) =>
  beginsAsCaseFile(await openFileSource(source).read(0, Math.min(headBytes, source.size)));

export const receiveCaseFile: CaseHandler<'receiveCaseFile'> = (context, receipt, call) =>
  context.platform.withImportLock(call.signal, async () => {
    const { database, platform } = context;
    const { source } = receipt;
    await discardLeftovers(database);
    const file = await read(source);
    refuseUndecided(receipt, file);
    const { caseId } = file.description;
    await platform.caseUse.join(caseId);
    const missing = await missingFiles(context, file);
    const here = standingOf(await storedLog(context, caseId), file.records);
    const isRest = (here.kind === 'same' || here.kind === 'later') && missing.length > 0;
    // What was stopped has the log already, and it may have gone on since.
    if (isRest) refuseEncrypting(receipt);
    else await takeLog(context, receipt, file);
    for (const { fileName, dataOffset, bytes, ...arrival } of missing) {
      const delivered = new File([sliceOf(source, dataOffset, bytes)], fileName);
      // Its bytes are digested as they are read: another digest than the signed one stores nothing.
      await importInto(context, { caseId, isNew: false, arrival }, delivered, call);
    }
    return viewCase(context, caseId, call);
  });

/** The log and what follows from it, encrypted from the first byte on where a person says so. */
async function takeLog(context: CaseContext, receipt: CaseFileReceipt, file: CaseFile): Promise<void> {
  const { database, platform } = context;
  const { records, description } = file;
  const { caseId } = description;
  const now = platform.now();
  const known = await database.anyCases.get(caseId);
  if (known !== undefined) refuseEncrypting(receipt);
  const made = { caseId, createdAt: records[0]?.claimedTime ?? now };
  const { passphrase } = receipt;
  const lock = passphrase === undefined ? undefined : await beginEncrypted(context, made, passphrase);
  const isEncrypted = lock !== undefined || known?.lock !== undefined;
  const facts = [...factsOf(receipt, file), ...encryptedFacts(isEncrypted)];
  try {
    await receiveCase(database, {
      ...{ caseId, records, now },
      entry: { claimedTime: now, action: 'case-received', facts },
      ...(lock === undefined ? {} : { lock }),
    });
  } catch (thrown) {
    if (lock !== undefined) database.vault.forget(caseId);
    throw thrown;
  }
}

function refuseEncrypting({ passphrase }: CaseFileReceipt): void {
  if (passphrase === undefined) return;
  throw new StoreError('case-file-refused', 'The case is here already, and stays as it is stored.');
}

/** Files that the case here does not hold: all of them where it is not here. */
async function missingFiles({ database }: CaseContext, file: CaseFile) {
  const bundles = await loadBundles(database, file.description.caseId);
  const here = new Set(bundles.map(({ fileSha256 }) => fileSha256));
  return arrivalsOf(file).filter(({ fileSha256 }) => !here.has(fileSha256));
}

/** The files in the order in which they came, each with the time at which it came last. */
function arrivalsOf({ files, records }: CaseFile): readonly (CaseFile['files'][number] & Arrival)[] {
  const times = new Map(
    records.flatMap(({ action, facts, claimedTime }) =>
      action === 'bundle-imported' ? [[factOf(facts, 'sha256'), claimedTime] as const] : [],
    ),
  );
  return files
    .map((file) => ({ ...file, importedAt: times.get(file.fileSha256) ?? 0 }))
    .toSorted((one, other) => one.importedAt - other.importedAt);
}

function read(source: DeliveredFile): Promise<CaseFile> {
  return readFile(openFileSource(source)).catch(refuseUnreadable);
}

async function storedLog({ database }: CaseContext, caseId: string): Promise<readonly CustodyRecord[]> {
  return (await custodyOf(database, caseId).toArray()).map(({ record }) => record);
}

function refuseUndecided({ by, typedFingerprint }: CaseFileReceipt, { signer }: CaseFile): void {
  if (by.trim() === '') throw new StoreError('case-file-refused', 'What arrives is received by somebody.');
  const typed = typedFingerprint.trim();
  if (typed === '' || typed === signer) return;
  throw new StoreError('case-file-refused', `What was typed is not the key that signed, ${signer}.`);
}

function factsOf({ source, by, typedFingerprint }: CaseFileReceipt, file: CaseFile): CustodyEntry['facts'] {
  return [
    { name: 'received by', value: by },
    { name: 'file', value: source.name },
    { name: 'manifest', value: file.manifestSha256 },
    { name: 'records', value: String(file.records.length) },
    { name: 'signed by', value: file.signer },
    { name: 'fingerprint compared', value: typedFingerprint.trim() === '' ? 'no' : 'yes' },
  ];
}

function sliceOf(source: DeliveredFile, offset: number, bytes: number): Blob {
  if (!(source instanceof Blob)) throw new BugError('A delivered file is no file.');
  const file: Blob = source;
  return file.slice(offset, offset + bytes);
}
