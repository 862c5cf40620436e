import { describe, expect, it } from 'vitest';
import { inflateRawNode } from '../../../cli/platform/inflate.ts';
import { loadReportFonts } from '../../../cli/platform/report-fonts.ts';
import type { InflateRaw } from '../../../shared/bytes/byte-source.ts';
import { BugError } from '../../../shared/bytes/errors.ts';
import { decodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { readPdfInside } from '../../../shared/pack/pdf-text.ts';
import { renderPdf } from '../../../shared/report/pdf/render-pdf.ts';
import { hostileTexts } from '../../support/hostile-texts.ts';
import { mixedOrder, mixedReport } from '../../support/mixed-report.ts';
import { documentOf, hasPdfTools, heading, paragraph, pdfOf, run, textOf } from '../../support/pdf-tools.ts';

/** Without what a layout adds: blanks and line breaks. */
const bare = (text: string) => text.replace(/\s+/g, '');
const long = `${'Nobody read the record of that day, and so '.repeat(4)}it was u-7@clinic.example who did`;

describe('The text of a PDF', () => {
  it('is found although every stream is compressed and every glyph is a number', async () => {
    const pdf = await pdfOf(
      documentOf([
        heading(1, 'a', 'Office of affinity'),
        paragraph(run(long), run('account-4711', 'code'), run(' Ünïcödé שלום 漢')),
      ]),
    );
    expect(Buffer.from(pdf).toString('latin1')).not.toContain('clinic');
    const text = decodeUtf8((await readPdfInside(pdf, inflateRawNode)).text);
    for (const part of ['Office of affinity', 'u-7@clinic.example', 'account-4711', 'Ünïcödé'])
      expect(bare(text)).toContain(bare(part));
  });

  it('is found across the end of a line, which stands in no piece of it as a whole', async () => {
    const word = `${'Longest'.repeat(30)}`;
    const pdf = await pdfOf(documentOf([paragraph(run(word))]));
    const text = decodeUtf8((await readPdfInside(pdf, inflateRawNode)).text);
    expect(text).toContain(word);
  });

  it.each(['a\u0323b@clinic.example', 'e\u0301e\u0301x', 'x\u0304\u0323\u0301y', '\u05E9\u05B8\u05DC'])(
    'is found with marks that are set over or under a letter: %s',
    async (word) => {
      const pdf = await pdfOf(documentOf([paragraph(run(word, 'evidence'), run(' '), run(word, 'code'))]));
      const text = decodeUtf8((await readPdfInside(pdf, inflateRawNode)).text);
      const turned = [...word].toReversed().join('');
      const forms = [word, turned].flatMap((each) => [each, each.normalize('NFC'), each.normalize('NFD')]);
      expect(forms.some((form) => text.includes(form))).toBe(true);
    },
  );

  it('has every glyph of hostile words in every style, and of a report in many scripts', async () => {
    const styles = ['plain', 'strong', 'code', 'evidence'] as const;
    const blocks = hostileTexts.flatMap((text) => styles.map((style) => paragraph(run(text, style))));
    await expect(readPdfInside(await pdfOf(documentOf(blocks)), inflateRawNode)).resolves.toBeDefined();
    const mixed = await renderPdf(mixedReport, mixedOrder(await loadReportFonts(), null));
    await expect(readPdfInside(mixed, inflateRawNode)).resolves.toBeDefined();
  });

  // The streams are compressed, so what is put into them comes from the place that unpacks them.
  it.each([
    ['draws a glyph that no face reads', (stream: string) => stream.replace(/<([0-9a-f]{4})/, '<ffff')],
    ['shows a text by another operator', (stream: string) => stream.replace('] TJ ET', "] ' ET")],
    [
      'writes texts in another way altogether',
      (stream: string) => stream.replaceAll('BT ', 'q ').replaceAll(' TJ', ' Tj'),
    ],
    ['has no table of what its glyphs read as', (stream: string) => stream.replaceAll('> [', '> (')],
  ])('is refused, and not taken for a part of it, when a PDF %s', async (_, change) => {
    const pdf = await pdfOf(documentOf([paragraph(run(long))]));
    const inflate: InflateRaw = async function* (source) {
      const pieces: Uint8Array[] = [];
      for await (const piece of inflateRawNode(source)) pieces.push(piece.slice());
      yield Buffer.from(change(Buffer.concat(pieces).toString('latin1')), 'latin1');
    };
    await expect(readPdfInside(pdf, inflate)).rejects.toThrow(BugError);
  });

  it.skipIf(!hasPdfTools)('is what poppler reads, word by word [needs poppler]', async () => {
    const pdf = await pdfOf(documentOf([heading(1, 'a', 'Findings'), paragraph(run(long))]));
    const text = bare(decodeUtf8((await readPdfInside(pdf, inflateRawNode)).text));
    const words = textOf(pdf)
      .split(/\s+/)
      .filter((word) => word.length > 3);
    expect(words.length).toBeGreaterThan(20);
    for (const word of words) expect(text).toContain(word);
  });
});
