import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { deflatedReportFonts } from 'virtual:report-fonts';
import { inflateReportFonts, type ReportFonts } from '../../shared/report/pdf/report-fonts.ts';

const inflate = promisify(inflateRaw);

/** The faces of reports in PDF, as the build has put them in. */
export function loadReportFonts(): Promise<ReportFonts> {
  return inflateReportFonts(deflatedReportFonts, async (bytes) => new Uint8Array(await inflate(bytes)));
}
