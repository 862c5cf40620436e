import type { ReportDocument, Runs } from '../document.ts';
import { balanceLines, breakLines, type Line } from './break-lines.ts';
import type { SetHeading } from './draw-blocks.ts';
import { drawLine } from './draw-line.ts';
import { colours, strokeRule, toColour } from './operators.ts';
import { baselineOf, frame, type PageFlow } from './page-flow.ts';
import type { PdfElement, Place } from './pdfkit-writer.ts';
import { type TextStyle, toPieces } from './pieces.ts';
import { styles } from './text-styles.ts';

/** Title, what the file is, and who signed it. */
export function drawFront(
  flow: PageFlow,
  { title, running, recordSha256 }: ReportDocument,
  parent: PdfElement,
  signer: { readonly name: string; readonly fingerprint: string } | null,
): void {
  const { writer } = flow;
  const width = frame.right - frame.left;
  const set = (runs: Runs, style: TextStyle, tag: string) => {
    const lines = breakLines(toPieces(runs, style, flow.shaper), width, flow.shaper);
    flow.lines(lines, style, writer.element(tag, parent), { x: frame.left });
  };
  set([{ text: running, style: 'plain' }], styles.label, 'P');
  flow.y += 6;
  const titlePieces = toPieces([{ text: title, style: 'plain' }], styles.title, flow.shaper);
  const titleLines = balanceLines(titlePieces, width, flow.shaper);
  flow.lines(titleLines, styles.title, writer.element('H1', parent), { x: frame.left });
  flow.y += 8;
  writer.artifact('Layout', () => writer.add(strokeRule(frame.left, flow.y, width, 1.2, colours.ink)));
  flow.y += 8;
  set(
    [
      { text: 'Drawn from report.json, SHA-256 ', style: 'plain' },
      { text: recordSha256, style: 'digest' },
    ],
    styles.label,
    'P',
  );
  if (signer !== null) {
    set(
      [
        { text: 'Signed by ', style: 'plain' },
        { text: signer.name, style: 'strong' },
        { text: ' with the key ', style: 'plain' },
        { text: signer.fingerprint, style: 'digest' },
      ],
      styles.label,
      'P',
    );
  }
  flow.y += 22;
}

interface Entry {
  readonly heading: SetHeading;
  readonly place: Place;
}

/** The table of contents: its room is taken before anything has a page, and it is written when everything has one. */
export class Contents {
  readonly #flow: PageFlow;
  readonly #element: PdfElement;
  readonly #places: Place[] = [];

  constructor(
    flow: PageFlow,
    headings: readonly { readonly level: 1 | 2 | 3; readonly runs: Runs }[],
    parent: PdfElement,
  ) {
    this.#flow = flow;
    const { writer } = flow;
    const title = breakLines(
      toPieces([{ text: 'Contents', style: 'plain' }], styles.heading2, flow.shaper),
      300,
      flow.shaper,
    );
    flow.need(80);
    flow.lines(title, styles.heading2, writer.element('P', parent), { x: frame.left });
    flow.y += 4;
    this.#element = writer.element('TOC', parent);
    for (const heading of headings) {
      if (heading.level === 3) continue;
      const style = styleOf(heading);
      if (heading.level === 1) flow.gap(4);
      flow.need(style.leading);
      this.#places.push({ page: flow.page, y: flow.y });
      flow.y += style.leading;
    }
  }

  /** Once all headings have their places. Each entry is one line, with as much of a heading as it holds. Yields behind each. */
  *write(headings: readonly SetHeading[]): Generator<void, void> {
    const { writer } = this.#flow;
    const entries: Entry[] = headings
      .filter(({ level }) => level < 3)
      .flatMap((heading, index) => {
        const place = this.#places[index];
        return place === undefined ? [] : [{ heading, place }];
      });
    for (const entry of entries) {
      writer.onPage(entry.place.page, () => this.#entry(entry));
      yield;
    }
  }

  #entry({ heading, place }: Entry): void {
    const { writer, shaper } = this.#flow;
    const style = styleOf(heading);
    const numberX = frame.left + (heading.level === 1 ? 0 : 20);
    const textX = numberX + (heading.level === 1 ? 20 : 26);
    const set = (runs: Runs, width: number) => breakLines(toPieces(runs, style, shaper), width, shaper);
    const [page] = set([{ text: String(heading.place.page + 1), style: 'plain' }], 60);
    const [number] = set([{ text: heading.number, style: 'plain' }], 60);
    const width = frame.right - 40 - textX;
    const [first, ...more] = set(plain(heading.runs), width);
    if (page === undefined || number === undefined || first === undefined) return;
    const [text = first] = more.length === 0 ? [first] : set(shortened(first), width);
    const baseline = baselineOf(place.y, style);
    const reference = writer.element('TOCI', this.#element);
    const link = writer.element('Link', writer.element('Reference', reference));
    writer.marked(link, () => {
      drawLine(writer, number, numberX, baseline);
      drawLine(writer, text, textX, baseline);
      drawLine(writer, page, frame.right - page.width, baseline);
    });
    const from = textX + text.width + 6;
    const to = frame.right - page.width - 6;
    if (to > from) {
      writer.artifact('Layout', () =>
        writer.add(`q ${toColour(colours.rule)} RG [0.5 3] 0 d ${line(from, to, baseline)} Q`),
      );
    }
    writer.link(link, [numberX, place.y, frame.right - numberX, style.leading], heading.place);
  }
}

function line(from: number, to: number, y: number): string {
  return `0.6 w ${from.toFixed(2)} ${y.toFixed(2)} m ${to.toFixed(2)} ${y.toFixed(2)} l S`;
}

/** An entry of the contents is a link as a whole. */
function plain(runs: Runs): Runs {
  return runs.map(({ text, style }) => ({ text, style }));
}

/** Of a line that goes on, what leaves room for saying so. */
function shortened({ pieces }: Line): Runs {
  const text = pieces.map((piece) => piece.text).join('');
  return [{ text: `${text.trimEnd().slice(0, -3).trimEnd()}…`, style: 'plain' }];
}

function styleOf({ level }: { readonly level: 1 | 2 | 3 }): TextStyle {
  return level === 1 ? styles.contents1 : styles.contents2;
}
