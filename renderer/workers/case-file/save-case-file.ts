import { writeZip } from '../../../shared/archive/zip-writer.ts';
import type { OutgoingMember } from '../../../shared/bundle/bag-tags.ts';
import { toHex } from '../../../shared/bytes/hex.ts';
import { readSlices } from '../../../shared/bytes/slices.ts';
import type { DigestHex } from '../../../shared/bytes/units.ts';
import { caseMembers } from '../../../shared/case-file/case-description.ts';
import { type OutgoingFile, writeCaseFile } from '../../../shared/case-file/write-case-file.ts';
import type { HandOver } from '../../../shared/contract/case-file-protocol.ts';
import { sha256 } from '../../../shared/crypto/digest.ts';
import { loadBundles, loadCase } from '../../data/case-store.ts';
import { loadCustody, writeCustody } from '../../data/custody-store.ts';
import type { CaseDatabase } from '../../data/database.ts';
import { refusedLog } from '../../data/refused-log.ts';
import { StoreError } from '../../data/store-error.ts';
import { openStoredFile } from '../../data/store-source.ts';
import type { BundleRow } from '../../data/stored-rows.ts';
import { unlockedIdentity } from '../handle-identity.ts';
import type { Call, CaseHandler } from '../request-context.ts';
import { refuseAltered } from './case-file-error.ts';
import { toPlatformFile } from './platform-file.ts';

export const saveCaseFile: CaseHandler<'saveCaseFile'> = async (context, { caseId, handOver }, call) => {
  const { database, platform } = context;
  const { digests, crc32 } = platform;
  const identity = await unlockedIdentity(context);
  refuseNameless(handOver);
  const { name, head, records } = await loadWholeLog(database, caseId);
  const bundles = await loadBundles(database, caseId);
  const files = outgoingFiles(database, bundles, call);
  const manifest = new NotedManifest();
  const members = manifest.of(writeCaseFile({ caseId, name, records, head, files, identity, digests }));
  const zip = writeZip(members, { deflate: null, crc32 });
  const file = await toPlatformFile(`${name}.case.zip`, zip).catch(refuseAltered);
  const saved = {
    records: records.length,
    files: files.length,
    manifestSha256: manifest.sha256,
    fingerprint: identity.fingerprint,
  };
  await database.dexie.transaction('rw', [database.cases, database.custody], () =>
    writeCustody(database, caseId, [
      { claimedTime: platform.now(), action: 'case-saved', facts: factsOf(handOver, saved) },
    ]),
  );
  return { file, ...saved };
};

async function loadWholeLog(database: CaseDatabase, caseId: string) {
  const { name, kind, custodyHead } = await loadCase(database, caseId);
  if (kind === 'sample') {
    throw new StoreError(
      'case-file-refused',
      'The sample case is in every Vouch, and its keys are public: there is nothing to hand over.',
    );
  }
  const log = await loadCustody(database, caseId);
  const { records, brokenAt } = log;
  if (brokenAt === null && custodyHead !== null) return { name, records, head: custodyHead };
  throw refusedLog(log, 'the case is not signed');
}

function outgoingFiles(
  database: CaseDatabase,
  bundles: readonly BundleRow[],
  { pace }: Call,
): readonly OutgoingFile[] {
  const bytesTotal = bundles.reduce((sum, { receipt }) => sum + receipt.fileBytes, 0);
  let bytesDone = 0;
  async function* chunksOf(row: BundleRow): AsyncGenerator<Uint8Array> {
    const file = await openStoredFile(database, row, '', row.receipt.fileName);
    for await (const chunk of readSlices(file, 0, file.size)) {
      yield chunk;
      bytesDone += chunk.length;
      pace.report({ stage: 'reading', bytesDone, bytesTotal, entries: 0 });
      await pace.step();
    }
  }
  return bundles.map((row) => {
    const { fileName, fileBytes } = row.receipt;
    if (row.container !== 'zip') {
      throw new StoreError(
        'case-file-refused',
        `Of ${fileName} an older Vouch kept the members and not the file. Import the delivered file again.`,
      );
    }
    return { fileName, fileSha256: row.fileSha256, bytes: fileBytes, chunks: chunksOf(row) };
  });
}

/** Keeps the digest of the manifest as it passes by. */
class NotedManifest {
  sha256: DigestHex = '';

  async *of(members: AsyncIterable<OutgoingMember>): AsyncGenerator<OutgoingMember> {
    for await (const member of members) {
      yield member.path === caseMembers.manifest ? { ...member, chunks: this.#note(member.chunks) } : member;
    }
  }

  async *#note(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      // It is written as one chunk.
      this.sha256 = toHex(sha256(chunk));
      yield chunk;
    }
  }
}

function refuseNameless({ by, to, purpose }: HandOver): void {
  if ([by, to, purpose].every((text) => text.trim() !== '')) return;
  throw new StoreError('case-file-refused', 'A hand-over says by whom, to whom and what for.');
}

function factsOf(
  { by, to, purpose }: HandOver,
  saved: {
    readonly manifestSha256: string;
    readonly records: number;
    readonly files: number;
    readonly fingerprint: string;
  },
) {
  return [
    { name: 'released by', value: by },
    { name: 'released to', value: to },
    { name: 'purpose', value: purpose },
    { name: 'manifest', value: saved.manifestSha256 },
    { name: 'records', value: String(saved.records) },
    { name: 'files', value: String(saved.files) },
    { name: 'signed by', value: saved.fingerprint },
  ];
}
