import type { Table } from '../document.ts';
import { breakLines, type Line } from './break-lines.ts';
import { colours, strokeRule } from './operators.ts';
import { frame, type PageFlow } from './page-flow.ts';
import type { PdfElement } from './pdfkit-writer.ts';
import { type Piece, type TextStyle, toPieces } from './pieces.ts';
import { styles } from './text-styles.ts';

interface Column {
  readonly x: number;
  readonly width: number;
  readonly align: 'start' | 'end';
}

const between = 12;
const rowRoom = 3.5;
const rowsBetweenRests = 10;
const mostRows = 8_000;
/** Names of columns are ours; a head must leave room for rows whatever they are. */
const mostHeadLines = 12;

/**
 * A table over as many pages as it needs: its head is on each of them, and no row is cut as long as one page holds it. Yields now and
 * then.
 */
export function* drawTable(
  flow: PageFlow,
  table: Table,
  parent: PdfElement,
  left: number = frame.left,
): Generator<void, void> {
  const { writer } = flow;
  const heads = table.columns.map(({ name }) =>
    toPieces([{ text: name, style: 'plain' }], styles.head, flow.shaper),
  );
  const set = (row: Table['rows'][number]): SetRow =>
    heads.map((_, index) => toPieces(row[index] ?? [], styles.cell, flow.shaper));
  const measured = table.rows.slice(0, rowsMeasured).map(set);
  const columns = toColumns(table, left, { heads, measured });
  const width = frame.right - left;
  const head = columns.map(({ width }, index) =>
    breakLines(heads[index] ?? [], width, flow.shaper).slice(0, mostHeadLines),
  );
  const headHeight = heightOf(head, styles.head);
  let element = writer.element('Table', parent);
  const caption = breakLines(toPieces(table.caption, styles.caption, flow.shaper), width, flow.shaper);
  // The caption, the head and something of the first row.
  flow.need(caption.length * styles.caption.leading + headHeight + 3 * styles.cell.leading);
  flow.lines(caption, styles.caption, writer.element('Caption', element), { x: left });
  flow.y += 3;

  const drawHead = (isFirst: boolean) => {
    rule(flow, left, width, 0.9, colours.ink);
    if (isFirst) {
      const row = writer.element('TR', element);
      drawCells(flow, head, columns, (_, lines, toX) => {
        const cell = writer.element('TH', row, { scope: 'Column' });
        flow.setLines(lines, styles.head, cell, toX);
      });
    } else {
      // It is the same head once more: who is read to hears it once.
      writer.artifact('Pagination', () =>
        drawCells(flow, head, columns, (_, lines, toX) => {
          flow.drawLines(lines, styles.head, toX);
        }),
      );
    }
    flow.y += headHeight;
    rule(flow, left, width, 0.5, colours.ink);
  };
  drawHead(true);
  for (const [number, row] of table.rows.entries()) {
    if (number % rowsBetweenRests === 0) yield;
    const pieces = measured[number] ?? set(row);
    const cells = columns.map(({ width }, index) => breakLines(pieces[index] ?? [], width, flow.shaper));
    // No list of the structure may have more than 8,191 members (PDF/A-1 section 6.1.12).
    if (number % mostRows === mostRows - 1) element = writer.element('Table', parent);
    const rowElement = writer.element('TR', element);
    const cellElements = columns.map(() => writer.element('TD', rowElement));
    for (const part of toParts(cells, flow, headHeight)) {
      const height = heightOf(part, styles.cell);
      if (height > flow.room + 0.01) {
        flow.nextPage();
        drawHead(false);
      }
      drawCells(flow, part, columns, (index, lines, toX) =>
        flow.setLines(lines, styles.cell, cellElements[index] ?? rowElement, toX),
      );
      flow.y += height;
      rule(flow, left, width, 0.35, colours.rule);
    }
  }
  rule(flow, left, width, 0.9, colours.ink);
}

type Cells = readonly (readonly Line[])[];

/** The row as it is, or cut between lines into what a page holds. */
function toParts(cells: Cells, flow: PageFlow, headHeight: number): readonly Cells[] {
  const most = frame.bottom - frame.top - headHeight;
  if (heightOf(cells, styles.cell) <= most) return [cells];
  const linesOf = (height: number) => Math.max(1, Math.floor((height - 2 * rowRoom) / styles.cell.leading));
  const parts: Cells[] = [];
  // It begins on this page when there is room for some of it.
  const first = flow.room > 8 * styles.cell.leading ? linesOf(flow.room) : linesOf(most);
  let from = 0;
  let count = first;
  while (cells.some((lines) => lines.length > from)) {
    const end = from + count;
    parts.push(cells.map((lines) => lines.slice(from, end)));
    from = end;
    count = linesOf(most);
  }
  return parts;
}

function heightOf(cells: Cells, { leading }: TextStyle): number {
  return Math.max(1, ...cells.map((lines) => lines.length)) * leading + 2 * rowRoom;
}

/** Each cell from the same height on. */
function drawCells(
  flow: PageFlow,
  cells: Cells,
  columns: readonly Column[],
  draw: (index: number, lines: readonly Line[], toX: (line: Line) => number) => void,
): void {
  const top = flow.y;
  for (const [index, column] of columns.entries()) {
    const lines = cells[index] ?? [];
    if (lines.every(({ pieces }) => pieces.length === 0)) continue;
    flow.y = top + rowRoom;
    draw(index, lines, (line) => startOf(line, column));
  }
  flow.y = top;
}

function startOf(line: Line, { x, width, align }: Column): number {
  return align === 'end' ? x + Math.max(0, width - line.width) : x;
}

function rule(
  flow: PageFlow,
  x: number,
  width: number,
  weight: number,
  colour: readonly [number, number, number],
): void {
  const { writer } = flow;
  writer.artifact('Layout', () => writer.add(strokeRule(x, flow.y, width, weight, colour)));
}

/** Rows whose words decide about widths: a table of thousands looks alike all the way. */
const rowsMeasured = 200;
/** No column asks for more than this share of the table for its longest word. */
const mostAsked = 0.25;
/** What is wider than this share when it stands in one line are sentences. */
const mostInOneLine = 0.3;

/** The cells of a row as they will be set, whatever room they get. */
type SetRow = readonly (readonly Piece[])[];

interface SetTable {
  readonly heads: SetRow;
  /** Of the first rows: they decide about widths. */
  readonly measured: readonly SetRow[];
}

/** By the weights, but wide enough for the longest word of ours in each column, as far as the others have room to give. */
function toColumns({ columns }: Table, left: number, set: SetTable): readonly Column[] {
  const room = frame.right - left - between * (columns.length - 1);
  const weights = columns.reduce((sum, { weight }) => sum + weight, 0);
  const wanted = columns.map(({ weight }) => (room * weight) / weights);
  const least = columns.map((_, index) => Math.min(room * mostAsked, longestWord(set, index)));
  const missing = least.map((width, index) => Math.max(0, width - (wanted[index] ?? 0)));
  const spare = least.map((width, index) => Math.max(0, (wanted[index] ?? 0) - width));
  const [allMissing, allSpare] = [missing, spare].map((widths) =>
    widths.reduce((sum, each) => sum + each, 0),
  );
  const share = Math.min(1, (allMissing ?? 0) / Math.max(1, allSpare ?? 0));
  const given = Math.min(1, (allSpare ?? 0) / Math.max(1, allMissing ?? 0));
  const widths = wanted.map(
    (width, index) => width + (missing[index] ?? 0) * given - (spare[index] ?? 0) * share,
  );
  const whole = columns.map((_, index) => longestWord(set, index, true));
  // A time or a name in one line, where the column is not one of sentences.
  const inOneLine = columns.map((_, index) => {
    const width = longestCell(set, index);
    return width <= room * mostInOneLine ? width : (whole[index] ?? 0);
  });
  let x = left;
  return giveRoom(giveRoom(widths, least, whole), least, inOneLine).map((width, index) => {
    const column = { x, width, align: columns[index]?.align ?? 'start' };
    x += width + between;
    return column;
  });
}

/** To columns whose digests or values would be broken for a little room that others have and do not need. */
function giveRoom(
  widths: readonly number[],
  least: readonly number[],
  whole: readonly number[],
): readonly number[] {
  const given = [...widths];
  for (const [index, wanted] of whole.entries()) {
    const missing = wanted - (given[index] ?? 0);
    const spare = given.map((width, other) =>
      other === index ? 0 : Math.max(0, width - Math.max(least[other] ?? 0, whole[other] ?? 0)),
    );
    const all = spare.reduce((sum, each) => sum + each, 0);
    if (missing <= 0 || missing > all) continue;
    for (const [other, each] of spare.entries()) given[other] = (given[other] ?? 0) - (each * missing) / all;
    given[index] = wanted;
  }
  return given;
}

function longestCell({ measured }: SetTable, index: number): number {
  const widths = measured.map((row) => (row[index] ?? []).reduce((sum, { width }) => sum + width, 0));
  return Math.max(0, ...widths) + 0.5;
}

/** Values and digests may be broken anywhere, and count only when they are asked for. */
function longestWord({ heads, measured }: SetTable, index: number, hasValues = false): number {
  const cells = measured
    .flatMap((row) => row[index] ?? [])
    .filter(({ face }) => hasValues || (face !== 'code' && face !== 'fallback'));
  // Half a point more, as the sums of parts of points are not exact.
  return Math.max(0, ...[...(heads[index] ?? []), ...cells].map(({ width }) => width)) + 0.5;
}
