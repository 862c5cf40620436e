import { loadReportFonts } from '../../renderer/workers/worker-report-fonts.ts';
import { toHex } from '../../shared/bytes/hex.ts';
import { sha256 } from '../../shared/crypto/digest.ts';
import { makeIdentity } from '../../shared/identity/identity.ts';
import { renderPdf } from '../../shared/report/pdf/render-pdf.ts';
import { mixedOrder, mixedReport } from './mixed-report.ts';

/** Draws the same report as the tests in Node, and answers with the digest of the file. */
self.onmessage = async () => {
  const signer = makeIdentity('A. Auditor', new Uint8Array(32).fill(7), 0);
  const file = await renderPdf(mixedReport, mixedOrder(await loadReportFonts(), signer));
  self.postMessage(toHex(sha256(file)));
};
