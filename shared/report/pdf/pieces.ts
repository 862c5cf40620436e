import { toVisibleText } from '../../bytes/visible-text.ts';
import type { Run, Runs } from '../document.ts';
import { type Colour, colours } from './operators.ts';
import type { FaceName } from './report-fonts.ts';
import { rightToLeft, type ShapedText, type TextShaper, toClusters } from './shape-text.ts';

/** How text of one kind of block looks. */
export interface TextStyle {
  readonly size: number;
  readonly leading: number;
  readonly colour: Colour;
  /** Of plain runs. */
  readonly face: 'regular' | 'strong';
}

/** The smallest part of a line that is set at once. */
export interface Piece {
  readonly kind: 'text' | 'space' | 'mark' | 'end-of-line';
  readonly text: string;
  readonly shaped: ShapedText;
  readonly face: FaceName;
  readonly size: number;
  readonly colour: Colour;
  readonly width: number;
  /** A line may end behind it. */
  readonly mayEnd: boolean;
  readonly isRightToLeft: boolean;
  readonly target: string | null;
}

const nothing: ShapedText = { glyphs: [], width: 0, reading: null };
/** The label of a mark against the text around it, and the room in its box on both sides. */
const markSize = 0.8;
export const markRoom = 1.6;

/** What runs are made of, in order. `endsLines` where LF ends a line; elsewhere it is a character that would not show itself. */
export function toPieces(
  runs: Runs,
  style: TextStyle,
  shaper: TextShaper,
  endsLines = false,
): readonly Piece[] {
  return runs.flatMap((run) => {
    const setter = new RunSetter(run, style, shaper);
    if (run.style === 'mark') return setter.mark(run.text);
    if (!endsLines) return setter.text(run.text);
    return run.text
      .split('\n')
      .flatMap((line, index) => (index === 0 ? setter.text(line) : [setter.end(), ...setter.text(line)]));
  });
}

class RunSetter {
  readonly #run: Run;
  readonly #style: TextStyle;
  readonly #shaper: TextShaper;
  readonly #face: FaceName;
  readonly #size: number;
  readonly #colour: Colour;

  constructor(run: Run, style: TextStyle, shaper: TextShaper) {
    this.#run = run;
    this.#style = style;
    this.#shaper = shaper;
    this.#face = faceOf(run.style, style);
    // The letters of the code face are taller than those of the other at the same size.
    this.#size = this.#face === 'code' ? style.size * 0.92 : style.size;
    this.#colour = run.target === undefined ? style.colour : colours.link;
  }

  text(text: string): readonly Piece[] {
    return toVisibleText(text).flatMap((segment) =>
      segment.kind === 'text' ? this.#words(segment.text) : this.mark(segment.label),
    );
  }

  mark(label: string): readonly Piece[] {
    // What is written in the box is ours; whatever stands in there that has no glyph is written by number.
    const shown = [...label].map((character) =>
      this.#has('regular', character) ? character : nameOf(character),
    );
    const size = this.#style.size * markSize;
    const shaped = this.#shaper.shape('regular', shown.join('').slice(0, 40));
    const width = (shaped.width * size) / 1000 + 2 * markRoom + 1;
    return [this.#piece('mark', label, 'regular', { shaped, size, width, mayEnd: true })];
  }

  end(): Piece {
    return this.#piece('end-of-line', '\n', this.#face, { shaped: nothing, width: 0, mayEnd: true });
  }

  #words(text: string): readonly Piece[] {
    const words = text.match(/ +|[^ ]+/g) ?? [];
    return words.flatMap((word) => (word.startsWith(' ') ? [this.#space(word)] : this.#word(word)));
  }

  #space(spaces: string): Piece {
    const shaped = this.#shaper.shape(this.#face, spaces);
    return this.#piece('space', spaces, this.#face, { shaped, mayEnd: true });
  }

  #word(word: string): readonly Piece[] {
    const mayEnd = this.#run.style === 'digest';
    if (/^[!-~]+$/.test(word)) return this.#parts(word).map((part) => this.#plain(part, this.#face, mayEnd));
    const pieces: Piece[] = [];
    let held = '';
    let heldFace: FaceName = this.#face;
    const flush = () => {
      if (held !== '') pieces.push(this.#plain(held, heldFace, mayEnd));
      held = '';
    };
    for (const cluster of toClusters(word)) {
      const face = this.#faceFor(cluster);
      const isOtherWay = rightToLeft.test(cluster) !== rightToLeft.test(held);
      if (face !== heldFace || isOtherWay) flush();
      if (face === null) pieces.push(...[...cluster].flatMap((character) => this.mark(nameOf(character))));
      else {
        held += cluster;
        heldFace = face;
      }
    }
    flush();
    return pieces;
  }

  /** A word of a person may end a line behind its hyphens and slashes; evidence is broken only where it must be. */
  #parts(word: string): readonly string[] {
    const isOurs = this.#face === 'regular' || this.#face === 'strong' || this.#face === 'emphasis';
    return isOurs ? word.split(/(?<=[\p{L}\d][-/])(?=\p{L})/u) : [word];
  }

  #plain(text: string, face: FaceName, mayEnd: boolean): Piece {
    const endsAtHyphen = face !== 'code' && /[-/]$/.test(text);
    return this.#piece('text', text, face, {
      shaped: this.#shaper.shape(face, text),
      mayEnd: mayEnd || endsAtHyphen,
    });
  }

  /** Null when no face has all of it. */
  #faceFor(cluster: string): FaceName | null {
    // Joiners have a glyph without any ink: only between letters that they join do they show.
    if (/\p{Default_Ignorable_Code_Point}/u.test(cluster)) return null;
    const faces = [this.#face, 'fallback'] as const;
    return faces.find((face) => [...cluster].every((character) => this.#has(face, character))) ?? null;
  }

  #has(face: FaceName, character: string): boolean {
    return this.#shaper.hasGlyph(face, character.codePointAt(0) ?? 0);
  }

  #piece(
    kind: Piece['kind'],
    text: string,
    face: FaceName,
    set: { shaped: ShapedText; mayEnd: boolean; size?: number; width?: number },
  ): Piece {
    const size = set.size ?? this.#size;
    return {
      kind,
      text,
      face,
      size,
      shaped: set.shaped,
      colour: kind === 'mark' ? colours.quiet : this.#colour,
      width: set.width ?? (set.shaped.width * size) / 1000,
      mayEnd: set.mayEnd,
      isRightToLeft: kind === 'text' && rightToLeft.test(text),
      target: this.#run.target ?? null,
    };
  }
}

function faceOf(style: Run['style'], { face }: TextStyle): FaceName {
  switch (style) {
    case 'plain':
    case 'mark':
      return face;
    case 'strong':
      return 'strong';
    case 'emphasis':
      return 'emphasis';
    case 'code':
    case 'evidence':
    case 'digest':
      return 'code';
    default:
      return style satisfies never;
  }
}

function nameOf(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}
