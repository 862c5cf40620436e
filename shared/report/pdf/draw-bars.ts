import { toVisibleString } from '../../bytes/visible-text.ts';
import type { Bars } from '../document.ts';
import { breakLines, type Line } from './break-lines.ts';
import { drawLine } from './draw-line.ts';
import { colours, fillRectangle } from './operators.ts';
import { baselineOf, frame, type PageFlow } from './page-flow.ts';
import type { PdfElement } from './pdfkit-writer.ts';
import { type TextStyle, toPieces } from './pieces.ts';
import { styles } from './text-styles.ts';

const labelWidth = 130;
const figureWidth = 110;
const barHeight = 8;
/** Labels are ours; a bar has to fit on a page whatever they are. */
const mostLines = 12;
/** A text of the structure has at most 65,535 bytes (PDF/A-1 section 6.1.12), and a mark of one character has up to twelve. */
const mostAlternative = 2_500;

/** Bars with their labels in front and their figures behind, which are also what is read of the chart. */
export function drawBars(flow: PageFlow, { caption, bars }: Bars, parent: PdfElement, left: number): void {
  const { writer } = flow;
  const words = caption.map(({ text }) => text).join('');
  const alt = `${words}. ${bars.map(({ label, text }) => `${label}: ${text}`).join('; ')}`;
  const set = (text: string, style: TextStyle, width: number): readonly Line[] =>
    breakLines(toPieces([{ text, style: 'plain' }], style, flow.shaper), width, flow.shaper).slice(
      0,
      mostLines,
    );
  const title = breakLines(toPieces(caption, styles.caption, flow.shaper), frame.right - left, flow.shaper);
  flow.need((title.length + 3) * styles.caption.leading);
  flow.lines(title, styles.caption, writer.element('P', parent), { x: left });
  flow.y += 3;
  const figure = writer.element('Figure', parent, { alt: toVisibleString(alt.slice(0, mostAlternative)) });
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const room = frame.right - left - labelWidth - figureWidth;
  for (const { label, value, text } of bars) {
    const labels = set(label, styles.cell, labelWidth - 10);
    const figures = set(text, styles.cell, figureWidth - 8);
    const height = Math.max(labels.length, figures.length) * styles.cell.leading;
    flow.need(height + 4);
    const { y } = flow;
    const length = Math.max(value > 0 ? 1 : 0, (room * Math.max(0, value)) / most);
    writer.marked(figure, () => {
      const top = y + (styles.cell.leading - barHeight) / 2;
      writer.add(fillRectangle(left + labelWidth, top, length, barHeight, colours.bar));
      for (const [x, lines] of [
        [left, labels],
        [left + labelWidth + length + 8, figures],
      ] as const) {
        for (const [index, line] of lines.entries()) {
          drawLine(writer, line, x, baselineOf(y + index * styles.cell.leading, styles.cell));
        }
      }
    });
    flow.y = y + height + 4;
  }
}
