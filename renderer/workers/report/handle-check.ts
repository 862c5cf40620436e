import { toHex } from '../../../shared/bytes/hex.ts';
import type { UnixMillis } from '../../../shared/bytes/units.ts';
import { factOf } from '../../../shared/case/trust-facts.ts';
import { countersignatureFacts } from '../../../shared/casework/produced-reports.ts';
import type { CheckedReport } from '../../../shared/contract/report-protocol.ts';
import { sha256 } from '../../../shared/crypto/digest.ts';
import { parseVerifierKey } from '../../../shared/crypto/verifier-key.ts';
import { packPaths } from '../../../shared/pack/pack-layout.ts';
import {
  type HandedReport,
  type ReportTrust,
  verifyReport,
  withResults,
} from '../../../shared/pack/verify-report.ts';
import { withCustody } from '../../../shared/pack/with-custody.ts';
import { compareReports as compareRecords } from '../../../shared/report/compare-reports.ts';
import { parseReport } from '../../../shared/report/parse-report.ts';
import { signReport } from '../../../shared/report/signatures/sign-report.ts';
import { emptyTrustStore, type TrustStore } from '../../../shared/trust/trust-store.ts';
import { loadCase } from '../../data/case-store.ts';
import { loadCustody, writeCustody } from '../../data/custody-store.ts';
import { StoreError } from '../../data/store-error.ts';
import { loadTrust } from '../case-trust.ts';
import { readIdentity, unlockedIdentity } from '../handle-identity.ts';
import type { Call, CaseContext, CaseHandler } from '../request-context.ts';
import { loadReports } from './handle-reports.ts';
import { matchCase } from './match-case.ts';
import { isReportFile, readDelivery } from './read-delivery.ts';
import { toReportFile } from './report-file.ts';

export const recognizeReport: CaseHandler<'recognizeReport'> = (_context, { file }) => isReportFile(file);

export const checkReport: CaseHandler<'checkReport'> = async (context, order, call) => {
  const { caseId, files, told } = order;
  const { fileName, delivery } = await readDelivery(context, files, call);
  const trust = await reportTrust(context, { caseId, told }, call);
  await call.pace.step();
  const verdict = verifyReport(delivery, trust);
  const alone = await withCustody(verdict, delivery, context.platform, call.pace);
  const { record, recordSha256 } = alone;
  const isMatched = record !== null && caseId !== null;
  const matched = isMatched ? await matchCase(context, caseId, record, call) : [];
  const { state, results } = withResults(alone, matched);
  const here = caseId === null ? [] : await loadReports(context, caseId);
  return {
    ...{ fileName, form: delivery.kind, state, results, recordSha256 },
    report:
      record === null
        ? null
        : {
            number: record.number,
            title: record.title,
            claimedTime: record.produced.claimedTime,
            preparer: record.preparer,
            supersedes: record.supersedes,
          },
    here: here.find((report) => report.sha256 === recordSha256) ?? null,
  } satisfies CheckedReport;
};

/** What the second one says otherwise. Whether either is genuine, their checks say. */
export const compareReports: CaseHandler<'compareReports'> = async (context, { before, after }, call) => {
  const old = await readDelivery(context, before, call);
  const fresh = await readDelivery(context, after, call);
  return compareRecords(recordIn(old.delivery).record, recordIn(fresh.delivery).record);
};

/** A second pair of eyes has a key of its own: whoever made a report cannot review it. */
export const countersignReport: CaseHandler<'countersignReport'> = async (context, order, call) => {
  const { caseId, files } = order;
  const identity = await unlockedIdentity(context);
  const { delivery } = await readDelivery(context, files, call);
  const { bytes, record } = recordIn(delivery);
  const { name, fingerprint } = identity;
  if (record.preparer.fingerprint === fingerprint) {
    throw refusal(
      `${record.number} was made with this very key. A reviewer signs with another key, on their own profile.`,
    );
  }
  const claimedTime = context.platform.now();
  const signed = signReport({ name: 'report.json', bytes }, identity, 'reviewer', claimedTime);
  const { database } = context;
  const report = { number: record.number, sha256: toHex(sha256(bytes)) };
  const facts = countersignatureFacts(report, { name, fingerprint });
  await database.dexie.transaction('rw', [database.cases, database.custody], () =>
    writeCustody(database, caseId, [{ claimedTime, action: 'report-countersigned', facts }]),
  );
  return signed.map((file) => toReportFile(file.name, file.bytes));
};

function recordIn(delivery: HandedReport) {
  const bytes = bytesOf(delivery);
  return { bytes, record: parseReport(bytes) };
}

function bytesOf(delivery: HandedReport): Uint8Array {
  switch (delivery.kind) {
    case 'record':
      return delivery.bytes;
    case 'pack': {
      const bytes = delivery.files.get(packPaths.report);
      if (bytes === undefined) throw refusal(`The pack has no ${packPaths.report}.`);
      return bytes;
    }
    case 'pdf':
      throw refusal('A PDF has no record in it. Ask for its report.json, or for the pack.');
    default:
      return delivery satisfies never;
  }
}

interface TrustOrder {
  readonly caseId: string | null;
  /** The fingerprint that the person was told by another way, as it was typed; empty where none was. */
  readonly told: string;
}

/** Whose keys are known: one's own, those that were compared in the case, and the one that the person was told now. */
async function reportTrust(
  context: CaseContext,
  { caseId, told }: TrustOrder,
  call: Call,
): Promise<ReportTrust> {
  const known = new Map<string, string>();
  const own = await readIdentity(context, {}, call);
  if (own !== null) known.set(own.fingerprint, `${own.name}, whose key is kept in this profile`);
  if (caseId !== null) for (const [key, name] of await comparedKeys(context, caseId)) known.set(key, name);
  if (told.trim() !== '' && !known.has(told.trim()))
    known.set(told.trim(), 'whoever told you its fingerprint');
  const store = caseId === null ? emptyTrustStore : await trustOf(context, caseId);
  const now: UnixMillis = context.platform.now();
  return { known, authorities: store.authorities, now, logKeys: logKeysOf(store) };
}

async function trustOf({ database }: CaseContext, caseId: string): Promise<TrustStore> {
  return (await loadTrust(database, await loadCase(database, caseId))).store;
}

function logKeysOf({ keys }: TrustStore) {
  return keys.flatMap(({ role, publicKey, revoked }) =>
    role === 'log' && revoked === null ? [parseVerifierKey(publicKey)] : [],
  );
}

/** Keys of other reviewers that somebody compared when an overlay of theirs was merged: the log says so. */
async function comparedKeys(
  { database }: CaseContext,
  caseId: string,
): Promise<readonly (readonly [string, string])[]> {
  const { records } = await loadCustody(database, caseId);
  return records.flatMap(({ action, facts }) => {
    const fingerprint = factOf(facts, 'signed by');
    const isCompared = action === 'overlay-merged' && factOf(facts, 'fingerprint compared') === 'yes';
    return isCompared && fingerprint !== undefined
      ? [[fingerprint, factOf(facts, 'from') ?? fingerprint] as const]
      : [];
  });
}

function refusal(statement: string): StoreError {
  return new StoreError('report-refused', statement);
}
