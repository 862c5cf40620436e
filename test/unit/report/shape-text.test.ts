import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadReportFonts } from '../../../cli/platform/report-fonts.ts';
import { PdfkitWriter } from '../../../shared/report/pdf/pdfkit-writer.ts';
import { TextShaper } from '../../../shared/report/pdf/shape-text.ts';

const fonts = await loadReportFonts();
const writer = new PdfkitWriter({
  fonts,
  language: 'en',
  info: {},
  metadata: '',
  fileId: new Uint8Array(16),
});
const faces = ['regular', 'strong', 'emphasis', 'fallback'] as const;

/** Everything that could be joined by a face that looks further than one character. */
const telling = ['f', 'i', 'l', 't', '-', '>', '1', '2', '4', '7', '/', '0', 'A', 'V', 'T', 'o', ':', '.'];

describe('Text that is set by its pairs of characters', () => {
  it.each(faces)('is what the face %s makes of it as a whole', (name) => {
    const face = writer.face(name);
    const character = fc.oneof(fc.constantFrom(...telling), fc.integer({ min: 33, max: 126 }).map(toText));
    fc.assert(
      fc.property(fc.array(character, { minLength: 2, maxLength: 24 }), fc.nat({ max: 9 }), (most, digit) => {
        const text = `${most.join('')}${digit}`;
        const { glyphs, width, reading } = new TextShaper(() => face).shape(name, text);
        expect(glyphs).toEqual(face.encode(text));
        expect(width).toBeCloseTo(
          glyphs.reduce((sum, { advance }) => sum + advance, 0),
          6,
        );
        expect(reading).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it('keeps a ligature where the face has one', () => {
    const { glyphs } = new TextShaper((name) => writer.face(name)).shape('fallback', 'fi1');
    expect(glyphs).toEqual(writer.face('fallback').encode('fi1'));
  });
});

function toText(code: number): string {
  return String.fromCharCode(code);
}
