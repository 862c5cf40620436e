import { deflatedReportFonts } from 'virtual:report-fonts';
import { inflateReportFonts, type ReportFonts } from '../../shared/report/pdf/report-fonts.ts';

/** The faces of reports in PDF, as the build has put them in. */
export function loadReportFonts(): Promise<ReportFonts> {
  return inflateReportFonts(deflatedReportFonts, async (bytes) => {
    const inflated = new Blob([bytes.slice()]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return new Uint8Array(await new Response(inflated).arrayBuffer());
  });
}
