import { describe, expect, it } from 'vitest';
import { inflateRawNode } from '../../../cli/platform/inflate.ts';
import { decodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { readPdfInside } from '../../../shared/pack/pdf-text.ts';
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
