import { bundleVerifier, reportVerifier } from 'virtual:report-programs';
import type { OutgoingMember } from '../../../shared/bundle/bag-tags.ts';
import { concatBytes } from '../../../shared/bytes/concat.ts';
import { BugError } from '../../../shared/bytes/errors.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { type Identity, signFile } from '../../../shared/identity/identity.ts';
import type { PackMember } from '../../../shared/pack/pack-member.ts';
import { packReport } from '../../../shared/pack/pack-report.ts';
import type { ReportRecord } from '../../../shared/report/record.ts';
import type { SignatureFile } from '../../../shared/report/signatures/sign-report.ts';
import { reportNamespace } from '../../../shared/report/signatures/signature-names.ts';
import { sealLog } from '../handle-custody-export.ts';
import type { Call, CaseContext } from '../request-context.ts';
import { workerDigests } from '../worker-digests.ts';
import type { CaseMoment } from './gather-case.ts';

interface PackOrder {
  readonly moment: CaseMoment;
  readonly identity: Identity;
  /** `report.json` first. */
  readonly files: readonly SignatureFile[];
  readonly record: ReportRecord;
  readonly withCustodyLog: boolean;
}

/** Every member of the evidence pack, whole: what is written is searched before it is packed. */
export async function packMembers(
  context: CaseContext,
  { moment, identity, files, record, withCustodyLog }: PackOrder,
  call: Call,
): Promise<readonly PackMember[]> {
  const [report, ...beside] = files;
  if (report === undefined) throw new BugError('A report was made without its record.');
  const members: PackMember[] = [];
  const parts = {
    report: report.bytes,
    beside,
    custody: withCustodyLog ? await custodyFor(context, moment, identity, record, call) : null,
    bundleVerifier: encodeUtf8(bundleVerifier),
    reportVerifier: encodeUtf8(reportVerifier),
    digests: workerDigests,
    sign: (bytes: Uint8Array) => signFile(identity, bytes, reportNamespace),
  };
  for await (const { path, chunks } of packReport(parts)) {
    const pieces: Uint8Array[] = [];
    for await (const piece of chunks) pieces.push(piece);
    members.push({ path, bytes: concatBytes(pieces) });
    await call.pace.step();
  }
  return members;
}

/**
 * The log of the case as it was when the report was gathered. Where the report hides anything it stays here, since notes,
 * searches and drafts may say what is hidden; the record names its head all the same.
 */
async function custodyFor(
  context: CaseContext,
  { caseId, caseName, records, head }: CaseMoment,
  identity: Identity,
  { redactions }: ReportRecord,
  call: Call,
): Promise<Uint8Array | null> {
  if (redactions.length > 0) return null;
  return sealLog(context, { caseId, name: caseName, records, head, identity }, call);
}

export async function* outgoing(members: readonly PackMember[]): AsyncGenerator<OutgoingMember, void> {
  for (const { path, bytes } of members) yield { path, chunks: whole(bytes) };
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}
