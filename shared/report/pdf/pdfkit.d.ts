/** The part of pdfkit 0.20.2 that `pdfkit-writer.ts` uses, some of which its own documentation does not name. */
declare module 'pdfkit' {
  /** A name (string), text (String), number, bytes, list, dictionary or reference. */
  export type PdfValue = unknown;

  export interface PdfDictionary {
    AcroForm?: PdfValue;
    Dest?: PdfValue;
    ParentTree?: PdfParentTree | PdfReference;
    UserUnit?: PdfValue;
  }

  /** What each number stands for: the nodes of a page's content, or the node of a link. */
  export interface PdfParentTree {
    readonly _items: Readonly<Record<string, PdfValue>>;
  }

  export interface PdfReference {
    readonly id: number;
    readonly data: PdfDictionary;
    write(chunk: string | Uint8Array): void;
    end(): void;
  }

  export interface PdfPosition {
    readonly xAdvance: number;
    readonly xOffset: number;
    readonly yOffset: number;
    readonly advanceWidth: number;
  }

  export interface PdfFont {
    readonly id: string;
    readonly ascender: number;
    readonly descender: number;
    readonly font: { hasGlyphForCodePoint(codePoint: number): boolean };
    /** By glyph of the subset: what text it stands for. */
    readonly unicode: readonly (readonly number[])[];
    encode(text: string): readonly [glyphs: readonly string[], positions: readonly PdfPosition[]];
    ref(): PdfReference;
  }

  export interface PdfPage {
    readonly dictionary: PdfReference;
    readonly fonts: Record<string, PdfReference>;
    readonly annotations: PdfReference[];
    readonly height: number;
    end(): void;
  }

  export interface PdfStructureContent {
    readonly refs: readonly unknown[];
  }

  export interface PdfStructureElement {
    readonly dictionary: PdfReference;
    add(child: PdfStructureElement | PdfStructureContent): PdfStructureElement;
    end(): void;
  }

  export interface PdfOutline {
    addItem(title: string, options: { readonly pageNumber: number; readonly expanded?: boolean }): PdfOutline;
    readonly outlineData: PdfDictionary;
  }

  export class PDFDocument {
    constructor(options: Readonly<Record<string, unknown>>);
    readonly page: PdfPage;
    readonly outline: PdfOutline;
    readonly _root: PdfReference;
    readonly _font: PdfFont;
    readonly _offsets: readonly number[];
    _id: Uint8Array;
    info: Record<string, PdfValue>;
    _addInfo: () => void;
    endAcroForm: () => void;
    registerFont(name: string, source: Uint8Array): this;
    font(name: string): this;
    ref(data: Readonly<Record<string, PdfValue>>): PdfReference;
    addPage(): this;
    switchToPage(index: number): PdfPage;
    addContent(operators: string): this;
    appendXML(xml: string): void;
    getStructTreeRoot(): PdfReference;
    struct(tag: string, options?: Readonly<Record<string, unknown>>): PdfStructureElement;
    addStructure(element: PdfStructureElement): this;
    markContent(tag: string, options: Readonly<Record<string, unknown>>): this;
    markStructureContent(tag: string): PdfStructureContent;
    endMarkedContent(): this;
    annotate(
      x: number,
      y: number,
      width: number,
      height: number,
      options: Readonly<Record<string, unknown>>,
    ): this;
    /** What the header of the file was written to before anybody could ask for it. */
    readonly _buffer: readonly Uint8Array[];
    push: (chunk: Uint8Array | null) => boolean;
    /** Pages that can still be drawn on, and how many were written before them. */
    _pageBuffer: readonly PdfPage[];
    _pageBufferStart: number;
    endPageMarkings(page: PdfPage): void;
    end(): void;
  }
}
