import { expect, it } from 'vitest';
import { loadReportFonts } from '../../../cli/platform/report-fonts.ts';
import { toHex } from '../../../shared/bytes/hex.ts';
import { sha256 } from '../../../shared/crypto/digest.ts';
import { makeIdentity } from '../../../shared/identity/identity.ts';
import { renderPdf } from '../../../shared/report/pdf/render-pdf.ts';
import { mixedOrder, mixedReport } from '../../support/mixed-report.ts';
import { mixedReportSha256 } from '../../support/mixed-report-digest.ts';

it('a report in PDF has in Node the bytes that it has in a browser, where another test asks for the same digest', async () => {
  const signer = makeIdentity('A. Auditor', new Uint8Array(32).fill(7), 0);
  const file = await renderPdf(mixedReport, mixedOrder(await loadReportFonts(), signer));
  expect(toHex(sha256(file))).toBe(mixedReportSha256);
});
