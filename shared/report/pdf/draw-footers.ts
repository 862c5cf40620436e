import type { ReportDocument } from '../document.ts';
import { breakLines, type Line } from './break-lines.ts';
import { drawLine } from './draw-line.ts';
import { colours, strokeRule } from './operators.ts';
import { frame, type PageFlow } from './page-flow.ts';
import { type Piece, toPieces } from './pieces.ts';
import { styles } from './text-styles.ts';

/** On every page, once it is known how many there are: which report, of which record, and which page of how many. Yields behind each. */
export function* drawFooters(
  { writer, shaper }: PageFlow,
  { running, recordSha256 }: ReportDocument,
): Generator<void, void> {
  const width = frame.right - frame.left;
  const set = (text: string, style: 'plain' | 'digest', room: number): Line => {
    const [first] = breakLines(toPieces([{ text, style }], styles.footer, shaper), room, shaper);
    return first ?? joined();
  };
  const title = set(running, 'plain', width - 80);
  const digest = joined(set('report.json SHA-256 ', 'plain', width), set(recordSha256, 'digest', width));
  for (let page = 0; page < writer.pages; page++) {
    const number = set(`Page ${page + 1} of ${writer.pages}`, 'plain', 80);
    writer.onPage(page, () =>
      writer.artifact('Pagination', () => {
        const top = frame.bottom + 18;
        writer.add(strokeRule(frame.left, top, width, 0.35, colours.rule));
        drawLine(writer, title, frame.left, top + 12);
        drawLine(writer, number, frame.right - number.width, top + 12);
        drawLine(writer, digest, frame.left, top + 22);
      }),
    );
    yield;
  }
}

function joined(...lines: readonly Line[]): Line {
  const pieces: readonly Piece[] = lines.flatMap((line) => line.pieces);
  return { pieces, width: lines.reduce((sum, line) => sum + line.width, 0), isContinued: false };
}
