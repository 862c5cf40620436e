import { toHex } from '../bytes/hex.ts';
import type { UnixMillis } from '../bytes/units.ts';
import { type DigestEngine, sha256 } from '../crypto/digest.ts';
import type { Identity } from '../identity/identity.ts';
import { renderHtml } from '../report/html/render-html.ts';
import { renderPdf } from '../report/pdf/render-pdf.ts';
import type { ReportFonts } from '../report/pdf/report-fonts.ts';
import type { ReportRecord } from '../report/record.ts';
import { renderReport } from '../report/render-report.ts';
import { type SignatureFile, signReport } from '../report/signatures/sign-report.ts';
import { toReportDocument } from '../report/to-document.ts';

/** What a platform brings along. */
export interface ReportMeans {
  readonly digests: DigestEngine;
  /** Called every few milliseconds: others may work meanwhile, and what it throws ends the work. */
  readonly rest: () => Promise<void>;
}

/**
 * The files of a report, which lie beside each other, `report.json` first. The same record, identity, time and faces give the
 * same bytes.
 */
export async function makeReportFiles(
  record: ReportRecord,
  identity: Identity,
  claimedTime: UnixMillis,
  fonts: ReportFonts,
  { digests, rest }: ReportMeans,
): Promise<readonly SignatureFile[]> {
  const report: SignatureFile = { name: 'report.json', bytes: renderReport(record) };
  const document = toReportDocument(record, toHex(sha256(report.bytes)));
  await rest();
  const signatures = signReport(report, identity, 'preparer', claimedTime);
  await rest();
  const html = renderHtml(document);
  await rest();
  const order = { fonts, claimedTime: record.produced.claimedTime, signer: identity, digests, rest };
  const pdf = await renderPdf(document, order);
  return [report, ...signatures, { name: 'report.html', bytes: html }, { name: 'report.pdf', bytes: pdf }];
}
