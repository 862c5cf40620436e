import {
  PDFDocument,
  type PdfFont,
  type PdfOutline,
  type PdfReference,
  type PdfStructureElement,
} from 'pdfkit';
import { concatBytes } from '../../bytes/concat.ts';
import { BugError } from '../../bytes/errors.ts';
import type { FaceName, ReportFonts } from './report-fonts.ts';

/** Of a face, as far as setting text asks for it. Measures are in thousandths of the size. */
export interface PdfFace {
  readonly name: FaceName;
  hasGlyph(codePoint: number): boolean;
  /** The glyphs in the order in which they stand, from left to right. They become part of the file. */
  encode(text: string): readonly PdfGlyph[];
}

export interface PdfGlyph {
  readonly hex: string;
  /** How far it leads, and how far a reader would go by itself. */
  readonly advance: number;
  readonly ownAdvance: number;
  readonly x: number;
  readonly y: number;
  /** The text that a reader takes it for, wherever it stands. */
  readonly text: string;
}

/** A node of the structure by which a file is read aloud. */
export interface PdfElement {
  readonly tag: string;
  readonly element: PdfStructureElement;
}

export interface PdfWriterOrder {
  readonly fonts: ReportFonts;
  readonly language: string;
  /** Info dictionary: texts. Dates as PDF spells them. */
  readonly info: Readonly<Record<string, string>>;
  /** Descriptions of the same in RDF, and whatever else XMP says. */
  readonly metadata: string;
  /** 16 bytes that name the file. */
  readonly fileId: Uint8Array;
}

export const pageWidth = 595.28;
export const pageHeight = 841.89;

/**
 * The one file that knows pdfkit: pages, faces, structure and metadata of a PDF/A-1b. Its own layout of text is not used, since it
 * knows no rows that stay whole, no marks and no text that must not pass for another. All places are in points from the upper left.
 */
export class PdfkitWriter {
  readonly #pdf: PDFDocument;
  readonly #fonts = new Map<FaceName, PdfFont>();
  readonly #faces = new Map<FaceName, PdfFace>();
  readonly #root: PdfElement;
  readonly #pages: PdfReference[] = [];
  readonly #chunks: Uint8Array[] = [];
  readonly #sections: PdfStructureElement[] = [];
  #shown = 0;

  constructor({ fonts, language, info, metadata, fileId }: PdfWriterOrder) {
    const pdf = new PDFDocument({
      size: [pageWidth, pageHeight],
      margin: 0,
      pdfVersion: '1.4',
      subset: 'PDF/A-1b',
      tagged: true,
      lang: language,
      displayTitle: true,
      autoFirstPage: false,
      bufferPages: true,
      // Else it asks for a face of its own that is not there, and that PDF/A could not use.
      font: null,
    });
    // What it has put there is from the clock, and its own metadata would write a title as markup.
    pdf.info = { ...info };
    pdf._addInfo = () => pdf.appendXML(metadata);
    pdf._id = fileId;
    // Its own stream takes each of some hundred thousand chunks from the front of a list (measured: 30 of 36 seconds).
    this.#chunks.push(...pdf._buffer);
    pdf.push = (chunk) => {
      if (chunk !== null) this.#chunks.push(chunk);
      return true;
    };
    this.#pdf = pdf;
    for (const name of ['regular', 'strong', 'emphasis', 'code', 'fallback'] as const) {
      const font = pdf.registerFont(name, padded(fonts[name])).font(name)._font;
      this.#fonts.set(name, font);
      this.#faces.set(name, toFace(name, font));
    }
    const element = pdf.struct('Document');
    pdf.addStructure(element);
    this.#root = { tag: 'Document', element };
  }

  get root(): PdfElement {
    return this.#root;
  }

  get pages(): number {
    return this.#pages.length;
  }

  face(name: FaceName): PdfFace {
    return found(this.#faces.get(name));
  }

  /** Adds one at the end, and draws on it from now on. Answers its index. */
  addPage(): number {
    const { dictionary } = this.#pdf.addPage().page;
    // PDF 1.6: a reader of PDF 1.4 need not know it.
    delete dictionary.data.UserUnit;
    this.#shown = this.#pages.length;
    this.#pages.push(dictionary);
    return this.#shown;
  }

  /** Draws on another page, and then on the one before again. */
  onPage(index: number, draw: () => void): void {
    const before = this.#shown;
    this.#pdf.switchToPage(index);
    this.#shown = index;
    draw();
    this.#pdf.switchToPage(before);
    this.#shown = before;
  }

  /** Operators of a content stream. */
  add(operators: string): void {
    this.#pdf.addContent(operators);
  }

  /** The name of a face in operators on this page. */
  nameOnPage(name: FaceName): string {
    const font = found(this.#fonts.get(name));
    const { fonts } = this.#pdf.page;
    fonts[font.id] ??= font.ref();
    return font.id;
  }

  /** A node below another, behind those that are there. `alt` says in words what is drawn. */
  element(tag: string, parent: PdfElement, attributes: { alt?: string; scope?: 'Column' } = {}): PdfElement {
    const element = this.#pdf.struct(tag, attributes);
    parent.element.add(element);
    if (tag === 'Sect') this.#sections.push(element);
    return { tag, element };
  }

  /** What is drawn is the content of the element, on this page. */
  marked({ tag, element }: PdfElement, draw: () => void): void {
    const content = this.#pdf.markStructureContent(tag);
    draw();
    this.#pdf.endMarkedContent();
    element.add(content);
  }

  /** What is drawn is no content: rules, and what stands on every page. */
  artifact(type: 'Layout' | 'Pagination', draw: () => void): void {
    this.#pdf.markContent('Artifact', { type });
    draw();
    this.#pdf.endMarkedContent();
  }

  /** What is drawn reads as this text. */
  reading(text: string, draw: () => void): void {
    this.#pdf.markContent('Span', { actual: text });
    draw();
    this.#pdf.endMarkedContent();
  }

  /** A place to press on this page, which leads to a height on another one. */
  link(
    element: PdfElement,
    [x, y, width, height]: readonly [number, number, number, number],
    to: Place,
  ): void {
    this.#pdf.annotate(x, y, width, height, {
      Subtype: 'Link',
      Dest: this.#destination(to),
      structParent: element.element,
    });
    element.element.end();
  }

  /** An entry of the outline, below another or at the top. */
  outline(title: string, to: Place, above: PdfOutline | null): PdfOutline {
    const item = (above ?? this.#pdf.outline).addItem(title, { pageNumber: to.page });
    item.outlineData.Dest = this.#destination(to);
    return item;
  }

  #destination({ page, y }: Place): readonly unknown[] {
    return [found(this.#pages[page]), 'XYZ', null, pageHeight - y, null];
  }

  /**
   * A field for one signature that is not seen on any page, whose value is this dictionary. Answers where the object lies once the
   * file is written.
   */
  signatureField(value: Readonly<Record<string, unknown>>): () => number {
    const pdf = this.#pdf;
    const signature = pdf.ref({ Type: 'Sig', ...value });
    signature.end();
    // PDF/A-1 section 6.9: every field has an appearance, also one without any size.
    const appearance = pdf.ref({ Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 0, 0], Resources: {} });
    appearance.write('');
    appearance.end();
    const field = pdf.ref({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      T: new String('Signature'),
      // Print, and locked: PDF/A-1 section 6.5.3 asks for the first.
      F: 132,
      Rect: [0, 0, 0, 0],
      P: found(this.#pages[0]),
      V: signature,
      AP: { N: appearance },
    });
    field.end();
    this.onPage(0, () => pdf.page.annotations.push(field));
    const form = pdf.ref({ Fields: [field], SigFlags: 3 });
    form.end();
    pdf._root.data.AcroForm = form;
    pdf.endAcroForm = () => undefined;
    return () => pdf._offsets[signature.id - 1] ?? 0;
  }

  /** The file. Nothing can be added after it. Rests between its sections and pages, of which there may be thousands. */
  async finish(rest: () => Promise<void>): Promise<Uint8Array> {
    // The innermost first: what is ended is written with all that is in it.
    for (const section of this.#sections.toReversed()) {
      section.end();
      await rest();
    }
    this.#root.element.end();
    this.#splitParentTree();
    const pdf = this.#pdf;
    const pages = pdf._pageBuffer;
    pdf._pageBuffer = [];
    pdf._pageBufferStart += pages.length;
    for (const page of pages) {
      pdf.endPageMarkings(page);
      page.end();
      await rest();
    }
    pdf.end();
    return concatBytes(this.#chunks);
  }

  /** The library writes one list, which a few thousand links make longer than a list may be (PDF/A-1 section 6.1.12). */
  #splitParentTree(): void {
    const pdf = this.#pdf;
    const { data } = pdf.getStructTreeRoot();
    const flat = data.ParentTree;
    const held = flat !== undefined && '_items' in flat ? flat._items : {};
    const items = Object.entries(held).map(([key, value]) => [Number(key), value] as const);
    items.sort(([one], [other]) => one - other);
    const leaves: PdfReference[] = [];
    for (let from = 0; from < items.length; from += itemsInLeaf) {
      const part = items.slice(from, from + itemsInLeaf);
      const leaf = pdf.ref({ Limits: [part[0]?.[0], part.at(-1)?.[0]], Nums: part.flat() });
      leaf.end();
      leaves.push(leaf);
    }
    const tree = pdf.ref({ Kids: leaves });
    tree.end();
    data.ParentTree = tree;
  }
}

const itemsInLeaf = 1_000;

/** A height on a page. */
export interface Place {
  readonly page: number;
  readonly y: number;
}

function toFace(name: FaceName, font: PdfFont): PdfFace {
  return {
    name,
    hasGlyph: (codePoint) => font.font.hasGlyphForCodePoint(codePoint),
    encode(text) {
      const [glyphs, positions] = font.encode(text);
      return glyphs.map((hex, index) => {
        const { xAdvance, advanceWidth, xOffset, yOffset } = found(positions[index]);
        const codePoints = font.unicode[Number.parseInt(hex, 16)] ?? [];
        return {
          hex,
          advance: xAdvance,
          ownAdvance: advanceWidth,
          x: xOffset,
          y: yOffset,
          text: String.fromCodePoint(...codePoints),
        };
      });
    },
  };
}

/** The library reads the head of a glyph also where there is none: of a space that is the last glyph of its file. */
function padded(face: Uint8Array): Uint8Array {
  return concatBytes([face, new Uint8Array(16)]);
}

/** The library answers for these. */
function found<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new BugError('pdfkit has not what it should.');
  return value;
}
