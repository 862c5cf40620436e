import { toHex } from '../bytes/hex.ts';
import type { UnixMillis } from '../bytes/units.ts';
import { sha256 } from '../crypto/digest.ts';
import type { Identity } from '../identity/identity.ts';
import { renderHtml } from '../report/html/render-html.ts';
import { renderPdf } from '../report/pdf/render-pdf.ts';
import type { ReportFonts } from '../report/pdf/report-fonts.ts';
import type { ReportRecord } from '../report/record.ts';
import { renderReport } from '../report/render-report.ts';
import { type SignatureFile, signReport } from '../report/signatures/sign-report.ts';
import { toReportDocument } from '../report/to-document.ts';

/**
 * The files of a report, which lie beside each other, `report.json` first. The same record, identity, time and faces give the
 * same bytes.
 */
export async function makeReportFiles(
  record: ReportRecord,
  identity: Identity,
  claimedTime: UnixMillis,
  fonts: ReportFonts,
  rest: () => Promise<void> = async () => {},
): Promise<readonly SignatureFile[]> {
  const report: SignatureFile = { name: 'report.json', bytes: renderReport(record) };
  const document = toReportDocument(record, toHex(sha256(report.bytes)));
  const order = { fonts, claimedTime: record.produced.claimedTime, signer: identity, rest };
  return [
    report,
    ...signReport(report, identity, 'preparer', claimedTime),
    { name: 'report.html', bytes: renderHtml(document) },
    { name: 'report.pdf', bytes: await renderPdf(document, order) },
  ];
}
