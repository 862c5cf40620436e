import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Run } from '../../../shared/report/document.ts';
import { breakLines, type Line } from '../../../shared/report/pdf/break-lines.ts';
import type { PdfFace } from '../../../shared/report/pdf/pdfkit-writer.ts';
import { type TextStyle, toPieces } from '../../../shared/report/pdf/pieces.ts';
import { TextShaper } from '../../../shared/report/pdf/shape-text.ts';

/** Every letter is half as wide as it is high, and there are none but those of ASCII. */
const shaper = new TextShaper(
  (name): PdfFace => ({
    name,
    hasGlyph: (codePoint) => codePoint < 0x80,
    encode: (text) =>
      [...text].map((character) => ({
        ...{ hex: '0001', advance: 500, ownAdvance: 500, x: 0, y: 0 },
        text: character,
      })),
  }),
);
const style: TextStyle = { size: 10, leading: 12, colour: [0, 0, 0], face: 'regular' };

function set(runs: readonly Run[], letters: number, endsLines = false): readonly Line[] {
  return breakLines(toPieces(runs, style, shaper, endsLines), letters * 5, shaper);
}

const textOf = ({ pieces }: Line) => pieces.map(({ text }) => text).join('');
const plain = (text: string): Run => ({ text, style: 'plain' });

describe('Lines', () => {
  it('end between words, and behind a hyphen or a slash between letters', () => {
    expect(set([plain('one two three')], 8).map(textOf)).toEqual(['one two ', 'three']);
    expect(set([plain('time-stamp and/or seal')], 8).map(textOf)).toEqual([
      'time-',
      'stamp ',
      'and/or ',
      'seal',
    ]);
  });

  it('end inside of a word only where the word is wider than a line', () => {
    expect(set([plain('a abcdefghijkl z')], 5).map(textOf)).toEqual(['a abc', 'defgh', 'ijkl ', 'z']);
  });

  it('do not end between runs of one word', () => {
    const runs: readonly Run[] = [plain('one tw'), { text: 'o', style: 'strong' }, plain(', x')];
    expect(set(runs, 6).map(textOf)).toEqual(['one ', 'two, x']);
  });

  it('end where the text says so only in code, and name the character elsewhere', () => {
    expect(set([plain('a\nb')], 9, true).map(textOf)).toEqual(['a', 'b']);
    const [line] = set([plain('a\nb')], 20);
    expect(line?.pieces.map(({ kind, text }) => `${kind} ${text}`)).toEqual(['text a', 'mark LF', 'text b']);
  });

  it('say which of them go on from the one above', () => {
    const lines = set([plain('one two three\nfour')], 8, true);
    expect(lines.map(({ isContinued }) => isContinued)).toEqual([false, true, false]);
  });

  it('lose no character and are no wider than they may be, whatever stands in them', () => {
    const styles = fc.constantFrom<Run['style']>('plain', 'strong', 'evidence', 'digest', 'code');
    const text = fc.string({ unit: fc.constantFrom(...'ab -/.', 'ccccccccccccccccc', '   '), maxLength: 60 });
    const runs = fc.array(fc.record({ text, style: styles }), { maxLength: 6 });
    fc.assert(
      fc.property(runs, fc.integer({ min: 3, max: 30 }), (given, letters) => {
        const lines = set(given, letters);
        expect(lines.map(textOf).join('')).toBe(given.map((each) => each.text).join(''));
        for (const { pieces } of lines) {
          // Spaces at the end hang over it.
          const last = pieces.findLastIndex(({ kind }) => kind !== 'space');
          const width = pieces.slice(0, last + 1).reduce((sum, each) => sum + each.width, 0);
          expect(width).toBeLessThanOrEqual(letters * 5 + 1e-6);
        }
      }),
    );
  });
});
