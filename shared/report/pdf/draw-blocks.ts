import type { Block, Runs } from '../document.ts';
import { breakLines, type Line } from './break-lines.ts';
import { drawBars } from './draw-bars.ts';
import { drawTable } from './draw-table.ts';
import { type Colour, colours, fillRectangle, strokeRule } from './operators.ts';
import { frame, type PageFlow } from './page-flow.ts';
import type { PdfElement, Place } from './pdfkit-writer.ts';
import { type TextStyle, toPieces } from './pieces.ts';
import { styles } from './text-styles.ts';

/** Where a heading stands, for the contents, the outline and the links. */
export interface SetHeading {
  readonly id: string;
  readonly level: 1 | 2 | 3;
  readonly number: string;
  readonly runs: Runs;
  readonly place: Place;
}

const factNameWidth = 132;
const panelRoom = 9;
const barWidth = 3;

/** Draws blocks below each other; `headings` gets those that are met. */
export class BlockDrawer {
  readonly #flow: PageFlow;
  readonly #numbers = [0, 0, 0];
  readonly headings: SetHeading[] = [];

  constructor(flow: PageFlow) {
    this.#flow = flow;
  }

  draw(blocks: readonly Block[], parent: PdfElement, left: number): void {
    for (const block of blocks) this.#flow.gap(this.#block(block, parent, left));
  }

  /** Answers how much room there is to be behind it. */
  #block(block: Block, parent: PdfElement, left: number): number {
    const flow = this.#flow;
    switch (block.kind) {
      case 'heading':
        return this.#heading(block, parent, left);
      case 'paragraph':
        return this.#paragraph(block.runs, parent, left);
      case 'quote':
        return this.#quote(block.blocks, parent, left);
      case 'list':
        return this.#list(block.items, block.isOrdered, parent, left);
      case 'facts':
        return this.#facts(block.rows, parent, left);
      case 'table':
        flow.gap(5);
        drawTable(flow, block, parent, left);
        return 16;
      case 'code':
        return this.#panel(block.runs, styles.code, parent, left, { isCode: true, colour: null });
      case 'verdict':
        return this.#panel(block.runs, styles.lead, parent, left, { colour: stateColours[block.state] });
      case 'bars':
        flow.gap(5);
        drawBars(flow, block, parent, left);
        return 12;
      case 'notice':
        return this.#panel(block.runs, styles.body, parent, left, { colour: toneColours[block.tone] });
      default:
        return block satisfies never;
    }
  }

  #paragraph(runs: Runs, parent: PdfElement, left: number): number {
    const lines = this.#break(runs, styles.body, left);
    this.#flow.lines(lines, styles.body, this.#flow.writer.element('P', parent), { x: left });
    return 7;
  }

  #break(runs: Runs, style: TextStyle, left: number, right: number = frame.right): readonly Line[] {
    const { shaper } = this.#flow;
    return breakLines(toPieces(runs, style, shaper), right - left, shaper);
  }

  #heading({ level, id, runs }: Block & { kind: 'heading' }, parent: PdfElement, left: number): number {
    const flow = this.#flow;
    const style = [styles.heading1, styles.heading2, styles.heading3][level - 1] ?? styles.heading3;
    const number = this.#nextNumber(level);
    const lines = this.#break([{ text: `${number}  `, style: 'plain' }, ...runs], style, left);
    flow.gap([22, 15, 10][level - 1] ?? 10);
    // With at least some lines of what follows: a heading at the foot of a page is of nothing.
    flow.need(lines.length * style.leading + 4 * styles.body.leading);
    this.headings.push({ id, level, number, runs, place: { page: flow.page, y: Math.max(0, flow.y - 8) } });
    // The title of the report is the first level.
    flow.lines(lines, style, flow.writer.element(`H${level + 1}`, parent), { x: left });
    if (level === 1) {
      const { writer } = flow;
      flow.y += 3;
      writer.artifact('Layout', () =>
        writer.add(strokeRule(left, flow.y, frame.right - left, 0.6, colours.rule)),
      );
    }
    return [9, 5, 3][level - 1] ?? 3;
  }

  #nextNumber(level: 1 | 2 | 3): string {
    this.#numbers[level - 1] = (this.#numbers[level - 1] ?? 0) + 1;
    this.#numbers.fill(0, level);
    return this.#numbers.slice(0, level).join('.');
  }

  #quote(blocks: readonly Block[], parent: PdfElement, left: number): number {
    const flow = this.#flow;
    const { writer } = flow;
    const from = { page: flow.page, y: flow.y };
    this.draw(blocks, writer.element('BlockQuote', parent), left + 14);
    for (let page = from.page; page <= flow.page; page++) {
      const top = page === from.page ? from.y : frame.top;
      const bottom = page === flow.page ? flow.y - 7 : frame.bottom;
      if (bottom <= top) continue;
      writer.onPage(page, () =>
        writer.artifact('Layout', () => writer.add(fillRectangle(left, top, 2, bottom - top, colours.rule))),
      );
    }
    return 3;
  }

  #list(items: readonly Runs[], isOrdered: boolean, parent: PdfElement, left: number): number {
    const flow = this.#flow;
    const { writer } = flow;
    const list = writer.element('L', parent);
    const inset = isOrdered ? 12 + 5 * String(items.length).length : 12;
    for (const [index, runs] of items.entries()) {
      const lines = this.#break(runs, styles.body, left + inset);
      flow.need(Math.min(lines.length, 2) * styles.body.leading);
      const item = writer.element('LI', list);
      const label = this.#break(
        [{ text: isOrdered ? `${index + 1}.` : '•', style: 'plain' }],
        styles.body,
        left,
      );
      const { y } = flow;
      flow.setLines(label, styles.body, writer.element('Lbl', item), () => left);
      flow.y = y;
      flow.lines(lines, styles.body, writer.element('LBody', item), { x: left + inset });
      flow.gap(2);
    }
    return 5;
  }

  #facts(rows: Extract<Block, { kind: 'facts' }>['rows'], parent: PdfElement, left: number): number {
    const flow = this.#flow;
    const { writer } = flow;
    const table = writer.element('Table', parent);
    const drawRule = () =>
      writer.artifact('Layout', () =>
        writer.add(strokeRule(left, flow.y, frame.right - left, 0.35, colours.rule)),
      );
    for (const { name, value } of rows) {
      const nameStyle = { ...styles.cell, colour: colours.quiet, leading: 12 };
      const valueStyle = { ...styles.cell, leading: 12 };
      const names = this.#break([{ text: name, style: 'plain' }], nameStyle, left, left + factNameWidth - 12);
      const values = this.#break(value, valueStyle, left + factNameWidth);
      flow.need(Math.min(Math.max(names.length, values.length), 30) * 12 + 6);
      const row = writer.element('TR', table);
      flow.y += 3;
      const { y, page } = flow;
      flow.setLines(names, nameStyle, writer.element('TH', row), () => left);
      const end = flow.y;
      flow.y = y;
      flow.lines(values, valueStyle, writer.element('TD', row), { x: left + factNameWidth });
      if (flow.page === page) flow.y = Math.max(flow.y, end);
      flow.y += 3;
      drawRule();
    }
    return 10;
  }

  /** Text on a ground of its own, with a bar of its colour; what the bar says, the text says too. */
  #panel(
    runs: Runs,
    style: TextStyle,
    parent: PdfElement,
    left: number,
    { isCode = false, colour }: { isCode?: boolean; colour: Colour | null },
  ): number {
    const flow = this.#flow;
    const { writer } = flow;
    const inset = panelRoom + (colour === null ? 0 : barWidth);
    const x = left + inset;
    const pieces = toPieces(runs, style, flow.shaper, isCode);
    const lines = breakLines(pieces, frame.right - panelRoom - x, flow.shaper);
    const room = 6;
    flow.need(Math.min(lines.length, 3) * style.leading + 2 * room);
    flow.y += room;
    const element = writer.element('P', parent);
    flow.lines(lines, style, isCode ? writer.element('Code', element) : element, {
      x,
      before: (y, height) =>
        writer.artifact('Layout', () => {
          const box = [y - room, height + 2 * room] as const;
          writer.add(fillRectangle(left, box[0], frame.right - left, box[1], colours.panel));
          if (colour !== null) writer.add(fillRectangle(left, box[0], barWidth, box[1], colour));
        }),
    });
    flow.y += room;
    return 9;
  }
}

const stateColours = {
  verified: colours.good,
  'not-verifiable': colours.open,
  failed: colours.bad,
} as const;

const toneColours = { plain: colours.rule, open: colours.open, bad: colours.bad } as const;
