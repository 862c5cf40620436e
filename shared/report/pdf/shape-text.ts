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
    const shaped = name === 'code' ? this.#shapeEach(text) : shapeWhole(this.#faces(name), text);
    if (text.length <= longestKept) kept.set(text, shaped);
    return shaped;
  }

  /** Raw text has no ligatures and no kerning: what stands there are its characters, one by one. */
  #shapeEach(text: string): ShapedText {
    const clusters = toClusters(text);
    if (clusters.length <= 1) return shapeWhole(this.#faces('code'), text);
    const parts = clusters.map((cluster) => this.shape('code', cluster));
    return {
      glyphs: parts.flatMap(({ glyphs }) => glyphs),
      width: parts.reduce((sum, { width }) => sum + width, 0),
      reading: parts.every(({ reading }) => reading === null) ? null : text,
    };
  }

  #shapedBy(name: FaceName): Map<string, ShapedText> {
    const kept = this.#shaped.get(name) ?? new Map<string, ShapedText>();
    this.#shaped.set(name, kept);
    return kept;
  }
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
