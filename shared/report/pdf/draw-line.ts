import type { Line } from './break-lines.ts';
import { colours, fillRectangle, strokeRectangle, strokeRule, toColour, toNumber } from './operators.ts';
import type { PdfGlyph, PdfkitWriter } from './pdfkit-writer.ts';
import { markRoom, type Piece } from './pieces.ts';

/** Where a piece with a target was drawn: the text of a link. */
export interface LinkArea {
  readonly target: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Draws a line with its letters on the height `baseline`, and answers what in it leads somewhere. */
export function drawLine(
  writer: PdfkitWriter,
  { pieces }: Line,
  x: number,
  baseline: number,
): readonly LinkArea[] {
  const areas: LinkArea[] = [];
  let at = x;
  for (const set of toSets(pieces)) {
    const [first] = set;
    const width = set.reduce((sum, piece) => sum + piece.width, 0);
    if (first.kind === 'mark') drawMark(writer, first, at, baseline);
    else drawSet(writer, set, at, baseline);
    if (first.target !== null) {
      const { size, target } = first;
      areas.push({ target, x: at, y: baseline - size, width, height: size * 1.3 });
    }
    at += width;
  }
  return areas;
}

type PieceSet = readonly [Piece, ...Piece[]];

/** Pieces that one operator can set. */
function toSets(pieces: readonly Piece[]): readonly PieceSet[] {
  const sets: [Piece, ...Piece[]][] = [];
  for (const piece of pieces) {
    const last = sets.at(-1);
    if (last !== undefined && isAlike(last[0], piece)) last.push(piece);
    else sets.push([piece]);
  }
  return sets;
}

function isAlike(one: Piece, other: Piece): boolean {
  return (
    one.kind !== 'mark' &&
    other.kind !== 'mark' &&
    one.face === other.face &&
    one.size === other.size &&
    one.colour === other.colour &&
    one.target === other.target &&
    // What has to be read as another text stands by itself.
    one.shaped.reading === null &&
    other.shaped.reading === null
  );
}

function drawSet(writer: PdfkitWriter, set: PieceSet, x: number, baseline: number): void {
  const [{ face, size, colour, shaped }] = set;
  const glyphs = set.flatMap((piece) => piece.shaped.glyphs);
  if (glyphs.length === 0) return;
  const start = `BT /${writer.nameOnPage(face)} ${toNumber(size)} Tf ${toColour(colour)} rg`;
  const draw = () => writer.add(`${start} ${showGlyphs(glyphs, size, x, baseline)} ET`);
  if (shaped.reading === null) draw();
  else writer.reading(shaped.reading, draw);
}

/** The page is upside down, as its places are from the upper left: the text matrix turns the letters up again. */
function showGlyphs(glyphs: readonly PdfGlyph[], size: number, x: number, baseline: number): string {
  const shown: string[] = [];
  let at = x;
  let start = x;
  let held = '';
  const flush = () => {
    if (held !== '') shown.push(`1 0 0 -1 ${toNumber(start)} ${toNumber(baseline)} Tm [<${held}>] TJ`);
    held = '';
  };
  for (const glyph of glyphs) {
    const { hex, advance, ownAdvance, x: right, y: up } = glyph;
    if (right !== 0 || up !== 0) {
      flush();
      const left = toNumber(at + (right * size) / 1000);
      shown.push(`1 0 0 -1 ${left} ${toNumber(baseline - (up * size) / 1000)} Tm <${hex}> Tj`);
    } else {
      if (held === '') start = at;
      // Kerning: what a reader adds by itself, less what is wanted.
      const kern = ownAdvance - advance;
      held += kern === 0 ? hex : `${hex}> ${toNumber(kern)} <`;
    }
    at += (advance * size) / 1000;
    if (right !== 0 || up !== 0) start = at;
  }
  flush();
  return shown.join(' ');
}

/** A character by its name, in a box that no evidence can draw. */
function drawMark(writer: PdfkitWriter, piece: Piece, x: number, baseline: number): void {
  const { size, width, text } = piece;
  const box = [x + 0.5, baseline - size * 0.92, width - 1, size * 1.18] as const;
  writer.add(`${fillRectangle(...box, colours.mark)} ${strokeRectangle(...box, colours.quiet)}`);
  const { glyphs } = piece.shaped;
  const start = `BT /${writer.nameOnPage(piece.face)} ${toNumber(size)} Tf ${toColour(colours.ink)} rg`;
  writer.reading(`\u27e8${text}\u27e9`, () =>
    writer.add(`${start} ${showGlyphs(glyphs, size, x + 0.5 + markRoom, baseline)} ET`),
  );
}

/** A rule under what can be pressed, drawn apart from it. */
export function underline({ x, y, width, height }: LinkArea): string {
  return strokeRule(x, y + height - 1.2, width, 0.4, colours.link);
}
