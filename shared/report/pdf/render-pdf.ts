import { encodeUtf8 } from '../../bytes/utf8.ts';
import { toVisibleString } from '../../bytes/visible-text.ts';
import { type DigestEngine, portableDigests, sha256 } from '../../crypto/digest.ts';
import type { Identity } from '../../identity/identity.ts';
import type { Block, ReportDocument } from '../document.ts';
import { numberHeadings } from '../html/number-headings.ts';
import type { UtcText } from '../record.ts';
import { BlockDrawer, type SetHeading } from './draw-blocks.ts';
import { drawFooters } from './draw-footers.ts';
import { Contents, drawFront } from './front-page.ts';
import { frame, PageFlow } from './page-flow.ts';
import { toMetadata } from './pdf-metadata.ts';
import { PdfkitWriter } from './pdfkit-writer.ts';
import type { ReportFonts } from './report-fonts.ts';
import { patchSignature, signatureValue } from './sign-pdf.ts';

export interface PdfOrder {
  readonly fonts: ReportFonts;
  /** The one instant of the report, as its record has it. */
  readonly claimedTime: UtcText;
  /** Whose signature the file carries; null for a draft. */
  readonly signer: Identity | null;
  /** The platform's own, where it has a faster one. */
  readonly digests?: DigestEngine;
  /** Called every few milliseconds while pages are drawn: others may work meanwhile, and what it throws ends the work. */
  readonly rest?: () => Promise<void>;
}

/**
 * Draws the document as PDF/A-1b: pages, contents, outline and structure, and a signature over the whole file (PAdES baseline B).
 * The same document and order give the same bytes. What is hostile in it is text, and what does not show itself is marked.
 */
export async function renderPdf(
  document: ReportDocument,
  { fonts, claimedTime, signer, digests = portableDigests, rest = async () => {} }: PdfOrder,
): Promise<Uint8Array> {
  const { info, xmp } = toMetadata(document, claimedTime);
  const writer = new PdfkitWriter({
    fonts,
    language: document.language,
    info,
    metadata: xmp,
    fileId: sha256(encodeUtf8(document.recordSha256)).slice(0, 16),
  });
  const flow = new PageFlow(writer);
  flow.nextPage();
  drawFront(flow, document, writer.root, signer);
  const contents = new Contents(flow, headingsOf(document.blocks), writer.root);
  flow.nextPage();
  const drawer = new BlockDrawer(flow, numberHeadings(document.blocks));
  for (const _ of drawer.draw(document.blocks, writer.root, frame.left)) await rest();
  for (const _ of contents.write(drawer.headings)) await rest();
  for (const _ of drawLinks(flow, drawer.headings)) await rest();
  drawOutline(writer, drawer.headings);
  for (const _ of drawFooters(flow, document)) await rest();
  if (signer === null) return writer.finish(rest);
  const placeOf = writer.signatureField(signatureValue(signer, claimedTime));
  const file = await writer.finish(rest);
  return patchSignature(file, placeOf(), signer, digests);
}

function headingsOf(blocks: readonly Block[]): readonly (Block & { kind: 'heading' })[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'heading') return [block];
    return block.kind === 'quote' ? headingsOf(block.blocks) : [];
  });
}

function* drawLinks(flow: PageFlow, headings: readonly SetHeading[]): Generator<void, void> {
  const places = new Map(headings.map(({ id, place }) => [id, place]));
  for (const { page, area, element } of flow.links) {
    const place = places.get(area.target);
    if (place === undefined) continue;
    flow.writer.onPage(page, () =>
      flow.writer.link(element, [area.x, area.y, area.width, area.height], place),
    );
    yield;
  }
}

function drawOutline(writer: PdfkitWriter, headings: readonly SetHeading[]): void {
  let top: ReturnType<PdfkitWriter['outline']> | null = null;
  for (const { level, number, runs, place } of headings) {
    if (level === 3) continue;
    const title = `${number} ${toVisibleString(runs.map(({ text }) => text).join(''))}`.trim();
    const item = writer.outline(title, place, level === 1 ? null : top);
    if (level === 1) top = item;
  }
}
