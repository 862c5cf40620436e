import type { PdfFace, PdfGlyph } from './pdfkit-writer.ts';
import type { FaceName } from './report-fonts.ts';

/** Text in one face, ready to be set. */
export interface ShapedText {
  readonly glyphs: readonly PdfGlyph[];
  /** In thousandths of the size. */
  readonly width: number;
  /** The text, where the glyphs alone would be read as another one; else null. */
  readonly reading: string | null;
}

/** Longer texts are rarely seen twice, and would only be kept. */
const longestKept = 32;

/** Turns text into glyphs, each text of each face once. */
export class TextShaper {
  readonly #faces: (name: FaceName) => PdfFace;
  readonly #shaped = new Map<FaceName, Map<string, ShapedText>>();

  constructor(faces: (name: FaceName) => PdfFace) {
    this.#faces = faces;
  }

  hasGlyph(name: FaceName, codePoint: number): boolean {
    return this.#faces(name).hasGlyph(codePoint);
  }

  /** Every character must have a glyph in the face. */
  shape(name: FaceName, text: string): ShapedText {
    const kept = this.#shapedBy(name);
    const known = kept.get(text);
    if (known !== undefined) return known;
    const shaped = name === 'code' ? this.#shapeEach(text) : this.#shapeWord(name, text);
    if (text.length <= longestKept) kept.set(text, shaped);
    return shaped;
  }

  /** Raw text has no ligatures and no kerning: what stands there are its characters, one by one. */
  #shapeEach(text: string): ShapedText {
    const clusters = /^[ -~]*$/.test(text) ? text : toClusters(text);
    if (clusters.length <= 1) return shapeWhole(this.#faces('code'), text);
    const glyphs: PdfGlyph[] = [];
    let width = 0;
    let isRead = true;
    for (const cluster of clusters) {
      const part = this.shape('code', cluster);
      glyphs.push(...part.glyphs);
      width += part.width;
      isRead &&= part.reading === null;
    }
    return { glyphs, width, reading: isRead ? null : text };
  }

  /** Numbers, times and names of entries are seen once each, but not the pairs of characters in them. */
  #shapeWord(name: FaceName, text: string): ShapedText {
    const face = this.#faces(name);
    const isOfPairs = text.length > 2 && digitInAscii.test(text);
    return (isOfPairs ? this.#shapePairs(name, text) : null) ?? shapeWhole(face, text);
  }

  /**
   * A character that stands before another one is set as in the pair of both: kerning looks no further. Null where the two become
   * one glyph, or the second one is set otherwise than by itself; then a face may look further, too.
   */
  #shapePairs(name: FaceName, text: string): ShapedText | null {
    const glyphs: PdfGlyph[] = [];
    let width = 0;
    for (let at = 0; at + 1 < text.length; at++) {
      const pair = this.shape(name, text.slice(at, at + 2));
      const second = this.shape(name, text.charAt(at + 1)).glyphs[0];
      const [first, beside, ...more] = pair.glyphs;
      if (first === undefined || beside === undefined || second === undefined) return null;
      if (more.length > 0 || pair.reading !== null || !isSetAlike(beside, second)) return null;
      glyphs.push(first);
      width += first.advance;
    }
    const last = this.shape(name, text.charAt(text.length - 1));
    return { glyphs: [...glyphs, ...last.glyphs], width: width + last.width, reading: null };
  }

  #shapedBy(name: FaceName): Map<string, ShapedText> {
    const kept = this.#shaped.get(name) ?? new Map<string, ShapedText>();
    this.#shaped.set(name, kept);
    return kept;
  }
}

const digitInAscii = /^(?=[^0-9]*[0-9])[!-~]+$/;

function isSetAlike(one: PdfGlyph, other: PdfGlyph): boolean {
  return one.hex === other.hex && one.advance === other.advance && one.x === other.x && one.y === other.y;
}

/** Letters with the marks that stand on them. */
export function toClusters(text: string): readonly string[] {
  return text.match(/\P{M}\p{M}*|\p{M}+/gsu) ?? [];
}

export const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

function shapeWhole(face: PdfFace, text: string): ShapedText {
  const glyphs = face.encode(text);
  const inOrder = rightToLeft.test(text) ? glyphs.toReversed() : glyphs;
  // Two characters of a face may share a glyph (Latin A and Cyrillic А in some), and a reader knows one text for each glyph.
  const isRead = inOrder.map((glyph) => glyph.text).join('') === text;
  return {
    glyphs,
    width: glyphs.reduce((sum, { advance }) => sum + advance, 0),
    reading: isRead ? null : text,
  };
}
