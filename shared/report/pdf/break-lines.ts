import type { Piece } from './pieces.ts';
import { type TextShaper, toClusters } from './shape-text.ts';

/** Pieces that stand beside each other, from left to right. */
export interface Line {
  readonly pieces: readonly Piece[];
  readonly width: number;
  /** It goes on from the line above, which was only too short for it. */
  readonly isContinued: boolean;
}

/**
 * Breaks pieces into lines of at most this width: at spaces and where a piece says so, and inside of a word where the word alone
 * is wider than a line. There is at least one line, and no character is lost; spaces at the end of a line may hang over it.
 */
export function breakLines(pieces: readonly Piece[], width: number, shaper: TextShaper): readonly Line[] {
  const breaker = new LineBreaker(width, shaper);
  let group: Piece[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'space' || piece.kind === 'end-of-line') {
      breaker.addGroup(group);
      group = [];
      if (piece.kind === 'space') breaker.addSpace(piece);
      else breaker.endLine(false);
      continue;
    }
    group.push(piece);
    if (!piece.mayEnd) continue;
    breaker.addGroup(group);
    group = [];
  }
  breaker.addGroup(group);
  return breaker.finish();
}

/** The same with lines of about the same length, as a title over several lines looks best. */
export function balanceLines(pieces: readonly Piece[], width: number, shaper: TextShaper): readonly Line[] {
  const widest = breakLines(pieces, width, shaper);
  let best = widest;
  for (let share = 0.95; share >= 0.5; share -= 0.05) {
    const lines = breakLines(pieces, width * share, shaper);
    if (lines.length > widest.length) break;
    best = lines;
  }
  return best;
}

class LineBreaker {
  readonly #width: number;
  readonly #shaper: TextShaper;
  readonly #lines: Line[] = [];
  #pieces: Piece[] = [];
  #used = 0;
  #isContinued = false;

  constructor(width: number, shaper: TextShaper) {
    this.#width = width;
    this.#shaper = shaper;
  }

  /** Pieces between which no line may end. */
  addGroup(group: readonly Piece[]): void {
    const width = group.reduce((sum, piece) => sum + piece.width, 0);
    // A word that no line holds begins where there is room; any other goes to the next line as a whole.
    if (width > this.#width) {
      for (const piece of group) this.#addBroken(piece);
      return;
    }
    if (this.#used + width > this.#width) this.endLine(true);
    this.#pieces.push(...group);
    this.#used += width;
  }

  addSpace(piece: Piece): void {
    // A value of nothing but thousands of spaces has to be seen, too.
    if (piece.width > this.#width) {
      this.#addBroken(piece);
      return;
    }
    this.#pieces.push(piece);
    this.#used += piece.width;
  }

  endLine(goesOn: boolean): void {
    const [pieces, width, isContinued] = [toVisualOrder(this.#pieces), this.#used, this.#isContinued];
    this.#lines.push({ pieces, width, isContinued });
    this.#isContinued = goesOn;
    this.#pieces = [];
    this.#used = 0;
  }

  finish(): readonly Line[] {
    if (this.#pieces.length > 0 || this.#lines.length === 0) this.endLine(false);
    return this.#lines;
  }

  #addBroken(piece: Piece): void {
    if (piece.kind === 'mark' || this.#used + piece.width <= this.#width) {
      this.#addWhole(piece);
      return;
    }
    let held: string[] = [];
    let width = 0;
    for (const cluster of toClusters(piece.text)) {
      const own = this.#widthOf(piece, cluster);
      const isFull = this.#used + width + own > this.#width;
      if (isFull && (held.length > 0 || this.#used > 0)) {
        this.#addPart(piece, held);
        this.endLine(true);
        held = [];
        width = 0;
      }
      held.push(cluster);
      width += own;
    }
    this.#addPart(piece, held);
  }

  #addWhole(piece: Piece): void {
    if (this.#used > 0 && this.#used + piece.width > this.#width) this.endLine(true);
    this.#pieces.push(piece);
    this.#used += piece.width;
  }

  #addPart(piece: Piece, clusters: readonly string[]): void {
    if (clusters.length === 0) return;
    const text = clusters.join('');
    const shaped = this.#shaper.shape(piece.face, text);
    const width = (shaped.width * piece.size) / 1000;
    this.#pieces.push({ ...piece, text, shaped, width });
    this.#used += width;
  }

  #widthOf({ face, size }: Piece, cluster: string): number {
    return (this.#shaper.shape(face, cluster).width * size) / 1000;
  }
}

/**
 * Words from right to left that follow each other are set in that order. It is the order of a reader for a text inside of one that
 * goes from left to right; numbers between them stay where they are (a part of UAX #9, and enough for names).
 */
function toVisualOrder(pieces: readonly Piece[]): readonly Piece[] {
  if (!pieces.some(({ isRightToLeft }) => isRightToLeft)) return pieces;
  const ordered: Piece[] = [];
  let from = 0;
  while (from < pieces.length) {
    const end = endOfRightToLeft(pieces, from);
    ordered.push(...(end === from ? pieces.slice(from, from + 1) : pieces.slice(from, end).toReversed()));
    from = Math.max(end, from + 1);
  }
  return ordered;
}

/** Where the words from right to left that begin here end; `from` when none does. */
function endOfRightToLeft(pieces: readonly Piece[], from: number): number {
  let end = from;
  for (let index = from; index < pieces.length; index++) {
    const piece = pieces[index];
    if (piece?.isRightToLeft) end = index + 1;
    else if (piece?.kind !== 'space' || end === from) break;
  }
  return end;
}
