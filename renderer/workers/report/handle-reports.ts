import {
  foldReports,
  type ProducedReport,
  withdrawalFacts,
} from '../../../shared/casework/produced-reports.ts';
import { signReport } from '../../../shared/report/signatures/sign-report.ts';
import { renderWithdrawal, withdrawalName } from '../../../shared/report/withdrawal.ts';
import { loadCase } from '../../data/case-store.ts';
import { loadCustody, writeCustody } from '../../data/custody-store.ts';
import { refusedLog } from '../../data/refused-log.ts';
import { StoreError } from '../../data/store-error.ts';
import { unlockedIdentity } from '../handle-identity.ts';
import type { CaseContext, CaseHandler } from '../request-context.ts';
import { heldFiles } from './held-files.ts';
import { toReportFile } from './report-file.ts';

export const listReports: CaseHandler<'listReports'> = async (context, { caseId }) =>
  (await loadReports(context, caseId)).map((report) => ({
    ...report,
    isHeld: heldFiles(context, caseId, report.sha256) !== null,
  }));

export const reportFiles: CaseHandler<'reportFiles'> = async (context, { caseId, sha256 }) =>
  heldFiles(context, caseId, sha256);

/** The record is written before the statement is handed over: what is signed here is in the log of the case. */
export const withdrawReport: CaseHandler<'withdrawReport'> = async (context, { caseId, sha256, reason }) => {
  const identity = await unlockedIdentity(context);
  if (reason.trim() === '') throw new StoreError('report-refused', 'A withdrawal says why.');
  const { database, platform } = context;
  const by = { name: identity.name, fingerprint: identity.fingerprint };
  const claimedTime = platform.now();
  const report = (await loadReports(context, caseId)).find((each) => each.sha256 === sha256);
  if (report === undefined)
    throw new StoreError('report-refused', 'No such report was produced in this case.');
  if (report.standing.kind === 'withdrawn') {
    throw new StoreError('report-refused', `${report.number} was withdrawn before.`);
  }
  const { number } = report;
  const bytes = renderWithdrawal({ number, sha256, reason, by, claimedTime });
  const signed = signReport({ name: withdrawalName, bytes }, identity, 'preparer', claimedTime);
  await database.dexie.transaction('rw', [database.cases, database.custody], () =>
    writeCustody(database, caseId, [
      { claimedTime, action: 'report-withdrawn', facts: withdrawalFacts({ number, sha256 }, reason, by) },
    ]),
  );
  return [{ name: withdrawalName, bytes }, ...signed].map((file) => toReportFile(file.name, file.bytes));
};

/** Throws StoreError when the log of the case does not hold together. */
export async function loadReports(
  { database }: Pick<CaseContext, 'database'>,
  caseId: string,
): Promise<readonly ProducedReport[]> {
  await loadCase(database, caseId);
  const log = await loadCustody(database, caseId);
  if (log.brokenAt === null) return foldReports(log.records);
  throw refusedLog(log, 'its reports are not listed');
}
