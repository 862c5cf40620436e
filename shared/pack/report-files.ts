import type { UnixMillis } from '../bytes/units.ts';
import type { Identity } from '../identity/identity.ts';
import type { ReportRecord } from '../report/record.ts';
import { renderReport } from '../report/render-report.ts';
import { type SignatureFile, signReport } from '../report/signatures/sign-report.ts';

/** The files of a report, which lie beside each other; the same record, identity and time give the same bytes. */
export function makeReportFiles(
  record: ReportRecord,
  identity: Identity,
  claimedTime: UnixMillis,
): readonly SignatureFile[] {
  const report: SignatureFile = { name: 'report.json', bytes: renderReport(record) };
  return [report, ...signReport(report, identity, 'preparer', claimedTime)];
}
