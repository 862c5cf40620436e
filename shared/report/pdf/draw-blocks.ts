import type { Block, Runs } from '../document.ts';
import type { HeadingNumbers } from '../html/number-headings.ts';
import { breakLines, type Line } from './break-lines.ts';
import { drawBars } from './draw-bars.ts';
import { drawTable } from './draw-table.ts';
import { type Colour, colours, fillRectangle, strokeRule, verdictSign } from './operators.ts';
import { frame, type PageFlow } from './page-flow.ts';
import type { PdfElement, Place } from './pdfkit-writer.ts';
import { type TextStyle, toPieces } from './pieces.ts';
import { styles } from './text-styles.ts';

/** Where a heading stands, for the contents, the outline and the links. */
export interface SetHeading {
  readonly id: string;
  readonly level: 1 | 2 | 3;
  /** Empty where it has none. */
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
  readonly #numbers: HeadingNumbers;
  #isBelowHeading = false;
  readonly headings: SetHeading[] = [];

  constructor(flow: PageFlow, numbers: HeadingNumbers) {
    this.#flow = flow;
    this.#numbers = numbers;
  }

  /** Yields now and then, where whoever draws may rest. */
  *draw(blocks: readonly Block[], parent: PdfElement, left: number): Generator<void, void> {
    const sections: { readonly level: number; readonly element: PdfElement }[] = [];
    for (const [index, block] of blocks.entries()) {
      if (block.kind === 'heading') {
        this.#keepWithNext(blocks.slice(index, index + 4), left);
        // A section for each heading, in that of the one above: no list of the structure gets longer than it may be.
        while ((sections.at(-1)?.level ?? 0) >= block.level) sections.pop();
        const above = sections.at(-1)?.element ?? parent;
        sections.push({ level: block.level, element: this.#flow.writer.element('Sect', above) });
      }
      this.#flow.gap(yield* this.#block(block, sections.at(-1)?.element ?? parent, left));
      yield;
      if (block.kind !== 'heading') this.#isBelowHeading = false;
    }
  }

  /** Answers how much room there is to be behind it. */
  *#block(block: Block, parent: PdfElement, left: number): Generator<void, number> {
    const flow = this.#flow;
    switch (block.kind) {
      case 'heading':
        return this.#heading(block, parent, left);
      case 'paragraph':
        return this.#paragraph(block.runs, parent, left);
      case 'quote':
        return yield* this.#quote(block.blocks, parent, left);
      case 'list':
        return this.#list(block.items, block.isOrdered, parent, left);
      case 'facts':
        return this.#facts(block.rows, parent, left);
      case 'table':
        flow.gap(5);
        yield* drawTable(flow, block, parent, left);
        return 16;
      case 'code':
        return this.#panel(block.runs, styles.code, parent, left, { isCode: true, colour: null });
      case 'verdict':
        return this.#verdict(block, parent, left);
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
    const style = headingStyles[level];
    const number = this.#numbers.get(id) ?? '';
    const before: Runs = number === '' ? [] : [{ text: `${number}  `, style: 'plain' }];
    const lines = this.#break([...before, ...runs], style, left);
    flow.gap(flow.isAtTop ? 0 : this.#roomBefore(level));
    this.#isBelowHeading = true;
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

  /** A heading below another one is the same step down, and not two. */
  #roomBefore(level: 1 | 2 | 3): number {
    return this.#isBelowHeading ? 2 : { 1: 22, 2: 15, 3: 10 }[level];
  }

  /** A heading at the foot of a page is of nothing: with all that follow each other goes the beginning of what they are of. */
  #keepWithNext(blocks: readonly Block[], left: number): void {
    let height = 0;
    for (const block of blocks) {
      if (block.kind !== 'heading') {
        height += leastHeights[block.kind];
        break;
      }
      const style = headingStyles[block.level];
      height += this.#break(block.runs, style, left).length * style.leading + 24;
    }
    this.#flow.need(height);
  }

  *#quote(blocks: readonly Block[], parent: PdfElement, left: number): Generator<void, number> {
    const flow = this.#flow;
    const { writer } = flow;
    // What it begins with may not fit on this page: then there is nothing here to draw a bar beside.
    flow.need(3 * styles.body.leading);
    const from = { page: flow.page, y: flow.y };
    yield* this.draw(blocks, writer.element('BlockQuote', parent), left + 14);
    for (let page = from.page; page <= flow.page; page++) {
      const top = page === from.page ? from.y : frame.top;
      const bottom = page === flow.page ? flow.y - 7 : frame.bottom;
      const bar = fillRectangle(left, top, 2, bottom - top, colours.rule);
      if (bottom > top) writer.onPage(page, () => writer.artifact('Layout', () => writer.add(bar)));
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
      flow.lines(names, nameStyle, writer.element('TH', row), { x: left });
      const end = flow.y;
      // Beside its name, unless that alone has gone over to another page.
      if (flow.page === page) flow.y = y;
      flow.lines(values, valueStyle, writer.element('TD', row), { x: left + factNameWidth });
      if (flow.page === page) flow.y = Math.max(flow.y, end);
      flow.y += 3;
      drawRule();
    }
    return 10;
  }

  /** The headline with a sign in front, and below it what it means. */
  #verdict(
    { state, headline, runs }: Extract<Block, { kind: 'verdict' }>,
    parent: PdfElement,
    left: number,
  ): number {
    const flow = this.#flow;
    const { writer } = flow;
    const colour = stateColours[state];
    const x = left + barWidth + 36;
    const style = { ...styles.lead, colour };
    const title = this.#break([{ text: headline, style: 'plain' }], style, x, frame.right - panelRoom);
    const lines = this.#break(runs, styles.body, x, frame.right - panelRoom);
    const room = 9;
    const height = title.length * style.leading + lines.length * styles.body.leading + 2 * room + 2;
    // What no page holds as a whole goes over several ones, without the sign.
    if (height > frame.bottom - frame.top) {
      const whole: Runs = [{ text: `${headline}. `, style: 'strong' }, ...runs];
      return this.#panel(whole, styles.body, parent, left, { colour });
    }
    flow.need(height);
    const { y } = flow;
    writer.artifact('Layout', () => {
      writer.add(fillRectangle(left, y, frame.right - left, height, colours.panel));
      writer.add(fillRectangle(left, y, barWidth, height, colour));
      writer.add(verdictSign(state, left + barWidth + 18, y + room + style.leading / 2, colour));
    });
    flow.y += room;
    flow.setLines(title, style, writer.element('P', parent), () => x);
    flow.y += 2;
    flow.setLines(lines, styles.body, writer.element('P', parent), () => x);
    flow.y = y + height;
    return 11;
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
    // A line of code that goes on stands in, so that nobody takes it for another one.
    const indent = isCode ? 12 : 0;
    const lines = breakLines(pieces, frame.right - panelRoom - x - indent, flow.shaper);
    const room = 6;
    flow.need(Math.min(lines.length, 3) * style.leading + 2 * room);
    flow.y += room;
    const element = writer.element('P', parent);
    flow.lines(lines, style, isCode ? writer.element('Code', element) : element, {
      x,
      indent,
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

const headingStyles = { 1: styles.heading1, 2: styles.heading2, 3: styles.heading3 } as const;

/** How much of each has to be on the page of its heading. */
const leastHeights: Readonly<Record<Exclude<Block['kind'], 'heading'>, number>> = {
  paragraph: 2 * styles.body.leading,
  quote: 3 * styles.body.leading,
  list: 2 * styles.body.leading,
  facts: 3 * 18,
  table: 90,
  code: 48,
  verdict: 60,
  bars: 60,
  notice: 48,
};

const stateColours = {
  verified: colours.good,
  'not-verifiable': colours.open,
  failed: colours.bad,
} as const;

const toneColours = { plain: colours.rule, open: colours.open, bad: colours.bad } as const;
