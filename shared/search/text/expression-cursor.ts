/** Why an expression is refused, and where in its source the reason lies, in UTF-16 units. */
export interface Refusal {
  readonly kind: 'refused';
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** How far the source of an expression has been read. The first refusal is the one that counts. */
export class ExpressionCursor {
  readonly source: string;
  at = 0;
  refusal: Refusal | null = null;

  constructor(source: string) {
    this.source = source;
  }

  isAtEnd(): boolean {
    return this.at >= this.source.length;
  }

  /** Whether this stands here; a whole character where it is one. */
  isAt(text: string): boolean {
    return this.source.startsWith(text, this.at);
  }

  /** Goes on behind it if it stands here. */
  skip(text: string): boolean {
    const isHere = this.isAt(text);
    if (isHere) this.at += text.length;
    return isHere;
  }

  /** The next character, behind which it goes on; nothing at the end. */
  take(): string {
    const codePoint = this.source.codePointAt(this.at);
    if (codePoint === undefined) return '';
    const character = String.fromCodePoint(codePoint);
    this.at += character.length;
    return character;
  }

  /** What matches from here, behind which it goes on; null when nothing does. The pattern is sticky. */
  match(pattern: RegExp): readonly string[] | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source);
    if (found !== null) this.at += found[0].length;
    return found;
  }

  refuse(message: string, start: number, end: number = this.at): null {
    this.refusal ??= { kind: 'refused', message, start, end };
    return null;
  }
}
