import { toVisibleString } from '../../bytes/visible-text.ts';
import type { ReportDocument } from '../document.ts';
import type { UtcText } from '../record.ts';

const producer = 'Vouch';

/** What the file says of itself twice, in the dictionary and in XMP, in words that PDF/A-1 section 6.7.3 compares. */
export interface PdfMetadata {
  readonly info: Readonly<Record<string, string>>;
  readonly xmp: string;
}

export function toMetadata({ title, recordSha256 }: ReportDocument, claimedTime: UtcText): PdfMetadata {
  const visible = toVisibleString(title);
  // Whole seconds in both: what is compared is the text.
  const second = claimedTime.slice(0, 'YYYY-MM-DDThh:mm:ss'.length);
  const identifier = `sha256:${recordSha256}`;
  return {
    info: {
      Title: visible,
      Creator: producer,
      Producer: producer,
      CreationDate: toPdfDate(claimedTime),
      ModDate: toPdfDate(claimedTime),
    },
    xmp: [
      description(
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/"',
        `<xmp:CreateDate>${second}Z</xmp:CreateDate>`,
        `<xmp:ModifyDate>${second}Z</xmp:ModifyDate>`,
        `<xmp:CreatorTool>${producer}</xmp:CreatorTool>`,
      ),
      description(
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
        '<dc:format>application/pdf</dc:format>',
        `<dc:identifier>${escapeXml(identifier)}</dc:identifier>`,
        `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(visible)}</rdf:li></rdf:Alt></dc:title>`,
      ),
      description('xmlns:pdf="http://ns.adobe.com/pdf/1.3/"', `<pdf:Producer>${producer}</pdf:Producer>`),
    ].join('\n'),
  };
}

/** As PDF spells a time (PDF 1.4 section 3.8.2). */
export function toPdfDate(time: UtcText): string {
  return `D:${time.slice(0, 'YYYY-MM-DDThh:mm:ss'.length).replace(/\D/g, '')}Z`;
}

function description(namespace: string, ...members: readonly string[]): string {
  return `<rdf:Description rdf:about="" ${namespace}>\n${members.join('\n')}\n</rdf:Description>`;
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
