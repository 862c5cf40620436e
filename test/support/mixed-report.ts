import type { ReportDocument } from '../../shared/report/document.ts';
import type { PdfOrder } from '../../shared/report/pdf/render-pdf.ts';
import type { ReportFonts } from '../../shared/report/pdf/report-fonts.ts';

const digest = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

/** A document with every face, scripts of several directions and a table over some pages. */
export const mixedReport: ReportDocument = {
  language: 'en',
  title: 'Отчёт, Έκθεση, office',
  running: 'R-2026-07',
  recordSha256: digest,
  blocks: [
    { kind: 'heading', level: 1, id: 'one', runs: [{ text: 'First', style: 'plain' }] },
    {
      kind: 'paragraph',
      runs: [
        { text: 'efficient AVATAR ', style: 'strong' },
        { text: 'שלום مرحبا 田 e\u0301\u0301 ', style: 'evidence' },
        { text: 'a link', style: 'emphasis', target: 'one' },
      ],
    },
    {
      kind: 'table',
      caption: [{ text: 'Entries', style: 'plain' }],
      columns: [
        { name: 'Number', align: 'end', weight: 1 },
        { name: 'Digest', align: 'start', weight: 3 },
      ],
      rows: Array.from({ length: 150 }, (_, index) => [
        [{ text: String(index), style: 'plain' }],
        [{ text: digest, style: 'digest' }],
      ]),
    },
  ],
};

export function mixedOrder(fonts: ReportFonts, signer: PdfOrder['signer']): PdfOrder {
  return { fonts, claimedTime: '2026-07-01T10:20:30.123Z', signer };
}
