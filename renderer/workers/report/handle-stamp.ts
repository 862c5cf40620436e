import { concatBytes } from '../../../shared/bytes/concat.ts';
import type { DeliveredFile } from '../../../shared/contract/case-protocol.ts';
import { type Identity, signFile } from '../../../shared/identity/identity.ts';
import type { PackMember } from '../../../shared/pack/pack-member.ts';
import { packReport } from '../../../shared/pack/pack-report.ts';
import { recordFilesOf } from '../../../shared/pack/record-files.ts';
import { repackedParts } from '../../../shared/pack/repack-report.ts';
import { type HandedReport, verifyReport } from '../../../shared/pack/verify-report.ts';
import { parseReport } from '../../../shared/report/parse-report.ts';
import type { SignatureFile } from '../../../shared/report/signatures/sign-report.ts';
import { reportNamespace } from '../../../shared/report/signatures/signature-names.ts';
import { stampRequests, takeStamp as takeToken } from '../../../shared/report/signatures/take-stamp.ts';
import { loadCase } from '../../data/case-store.ts';
import { StoreError } from '../../data/store-error.ts';
import { loadTrust } from '../case-trust.ts';
import { openFileSource } from '../file-source.ts';
import { unlockedIdentity } from '../handle-identity.ts';
import type { Call, CaseContext, CaseHandler } from '../request-context.ts';
import { workerDigests } from '../worker-digests.ts';
import { readDelivery } from './read-delivery.ts';
import { toReportFile } from './report-file.ts';
import { zipMembers } from './zip-members.ts';

/** An answer has some kilobytes, with all certificates in it. */
const mostTokenBytes = 1024 * 1024;

export const askStamp: CaseHandler<'askStamp'> = async (context, { files }, call) => {
  const { delivery } = await readDelivery(context, files, call);
  const requests = stampRequests(recordFilesOf(delivery).beside);
  if (requests.length === 0) {
    throw refusal(
      'There is no signature beside this report: choose report.json together with report.json.sig.',
    );
  }
  return requests.map(({ name, bytes }) => toReportFile(name, bytes));
};

export const takeStamp: CaseHandler<'takeStamp'> = async (context, order, call) => {
  const { caseId, files, token, withPack } = order;
  const { fileName, delivery } = await readDelivery(context, files, call);
  const { beside } = recordFilesOf(delivery);
  const now = context.platform.now();
  const authorities = caseId === null ? [] : await authoritiesOf(context, caseId);
  const taken = takeToken(await readToken(token), beside, { authorities, now });
  if (taken.kind === 'refused')
    throw refusal(`${token.name} is not taken: ${taken.reason.replace(/\.$/, '')}.`);
  const { file, stamp } = taken;
  const alone = toReportFile(file.name, file.bytes);
  if (!withPack) return { stamp, files: [alone] };
  const pack = await packAgain(context, delivery, file, call);
  return { stamp, files: [toReportFile(fileName, pack), alone] };
};

async function readToken(token: DeliveredFile): Promise<Uint8Array> {
  if (token.size <= mostTokenBytes) return openFileSource(token).read(0, token.size);
  throw refusal(
    `${token.name} has ${token.size} bytes, and an answer of a time authority has a few thousand.`,
  );
}

async function authoritiesOf({ database }: CaseContext, caseId: string) {
  return (await loadTrust(database, await loadCase(database, caseId))).store.authorities;
}

/** By the key that made the report, and only what is as it was signed: whoever packs it vouches for all of it. */
async function packAgain(
  context: CaseContext,
  delivery: HandedReport,
  token: SignatureFile,
  call: Call,
): Promise<Uint8Array> {
  if (delivery.kind !== 'pack') throw refusal('Only a pack can be packed again.');
  const identity = await unlockedIdentity(context);
  const { number, preparer } = parseReport(recordFilesOf(delivery).bytes);
  if (preparer.fingerprint !== identity.fingerprint) {
    throw refusal(`${number} was made with another key, and only that one packs it again.`);
  }
  const nobody = {
    known: new Map<string, string>(),
    authorities: [],
    logKeys: [],
    now: context.platform.now(),
  };
  const failed = verifyReport(delivery, nobody).results.find(({ outcome }) => outcome === 'fail');
  if (failed !== undefined) throw refusal(`The pack is not as it was signed: ${failed.statement}`);
  await call.pace.step();
  return zipMembers(context, await membersOf(delivery.files, token, identity, call), call);
}

async function membersOf(
  files: ReadonlyMap<string, Uint8Array>,
  token: SignatureFile,
  identity: Identity,
  { pace }: Call,
): Promise<readonly PackMember[]> {
  const members: PackMember[] = [];
  const sign = (bytes: Uint8Array) => signFile(identity, bytes, reportNamespace);
  for await (const { path, chunks } of packReport({
    ...repackedParts(files, [token]),
    ...{ digests: workerDigests, sign },
  })) {
    const pieces: Uint8Array[] = [];
    for await (const piece of chunks) pieces.push(piece);
    members.push({ path, bytes: concatBytes(pieces) });
    await pace.step();
  }
  return members;
}

function refusal(statement: string): StoreError {
  return new StoreError('report-refused', statement);
}
