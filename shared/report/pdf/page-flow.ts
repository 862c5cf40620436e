import type { Line } from './break-lines.ts';
import { drawLine, type LinkArea, underline } from './draw-line.ts';
import { type PdfElement, type PdfkitWriter, pageHeight, pageWidth } from './pdfkit-writer.ts';
import type { TextStyle } from './pieces.ts';
import { TextShaper } from './shape-text.ts';

/** The area for text on every page. */
export const frame = {
  left: 64,
  right: pageWidth - 64,
  top: 72,
  bottom: pageHeight - 80,
} as const;

export interface PendingLink {
  readonly page: number;
  readonly area: LinkArea;
  readonly element: PdfElement;
}

/** Where the next thing goes: down a page, and on to the next one. */
export class PageFlow {
  readonly writer: PdfkitWriter;
  readonly shaper: TextShaper;
  /** Drawn when all pages are there, since a link may lead to a later one. */
  readonly links: PendingLink[] = [];
  y: number = frame.top;
  page = -1;

  constructor(writer: PdfkitWriter) {
    this.writer = writer;
    this.shaper = new TextShaper((name) => writer.face(name));
  }

  nextPage(): void {
    this.page = this.writer.addPage();
    this.y = frame.top;
  }

  get room(): number {
    return frame.bottom - this.y;
  }

  get isAtTop(): boolean {
    return this.y === frame.top;
  }

  /** Goes to the next page when there is no room for so much on this one. */
  need(height: number): void {
    if (height > this.room && !this.isAtTop) this.nextPage();
  }

  /** Room between two things; none at the top of a page. */
  gap(height: number): void {
    if (!this.isAtTop) this.y = Math.min(this.y + height, frame.bottom);
  }

  /** How many of these lines go on this page: never one alone before or behind a break, where they are three and more. */
  linesThatFit(count: number, leading: number): number {
    const fitting = Math.floor((this.room + 0.01) / leading);
    if (fitting >= count) return count;
    if (count >= 3 && fitting === count - 1) return fitting - 1 >= 2 ? fitting - 1 : 0;
    return fitting === 1 && count >= 3 ? 0 : fitting;
  }

  /**
   * Sets lines below each other over as many pages as they need. `before` draws what belongs behind the lines of one page, such as a
   * panel, with its upper end and height.
   */
  lines(
    lines: readonly Line[],
    style: TextStyle,
    element: PdfElement,
    place: {
      readonly x: number;
      /** How far lines that go on from the one above stand to the right. */
      readonly indent?: number;
      readonly before?: (y: number, height: number) => void;
    },
  ): void {
    let rest = lines;
    while (rest.length > 0) {
      let count = this.linesThatFit(rest.length, style.leading);
      if (count === 0 && this.isAtTop) count = 1;
      if (count > 0) {
        const now = rest.slice(0, count);
        place.before?.(this.y, count * style.leading);
        const { x, indent = 0 } = place;
        this.setLines(now, style, element, ({ isContinued }) => (isContinued ? x + indent : x));
        rest = rest.slice(count);
      }
      if (rest.length > 0) this.nextPage();
    }
  }

  /** Sets lines at the present height, all on this page, as content of the element. */
  setLines(lines: readonly Line[], style: TextStyle, element: PdfElement, toX: (line: Line) => number): void {
    const { writer } = this;
    let areas: readonly LinkArea[] = [];
    writer.marked(element, () => {
      areas = this.drawLines(lines, style, toX);
    });
    for (const area of areas) {
      writer.artifact('Layout', () => writer.add(underline(area)));
      this.links.push({ page: this.page, area, element: writer.element('Link', element) });
    }
  }

  /** The same without saying what it is content of. */
  drawLines(lines: readonly Line[], style: TextStyle, toX: (line: Line) => number): readonly LinkArea[] {
    return lines.flatMap((line) => {
      const areas = drawLine(this.writer, line, toX(line), baselineOf(this.y, style));
      this.y += style.leading;
      return areas;
    });
  }
}

/** Letters stand in the middle of their line, by the height of an x. */
export function baselineOf(top: number, { size, leading }: TextStyle): number {
  return top + leading / 2 + size * 0.345;
}
