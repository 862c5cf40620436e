/**
 * Where a command prints. Each call is one line; whatever could move a cursor, change a colour, reorder text or
 * begin a line of its own is shown as a mark, so evidence cannot draw over what the program says.
 */
export interface Terminal {
  /** Data, to stdout. */
  print(line: string): void;
  /** A piece of a file that another program reads, to stdout and as it is. */
  printBytes(text: string): void;
  /** One JSON document, to stdout. */
  printJson(document: unknown): void;
  /** Talk, to stderr. */
  talk(line: string): void;
}

/** Makes a terminal over two writers, which get whole lines. */
export function createTerminal(
  writeOut: (text: string) => void,
  writeError: (text: string) => void,
): Terminal {
  return {
    print: (line) => writeOut(`${toVisibleText(line)}\n`),
    printBytes: writeOut,
    printJson: (document) => writeOut(`${renderAsciiJson(document)}\n`),
    talk: (line) => writeError(`${toVisibleText(line)}\n`),
  };
}

/**
 * The same text with `<U+001B>` for each character that is not seen as itself: controls (C0, DEL, C1), formats
 * (bidirectional, zero-width, tags), separators of lines, private, unassigned and lone surrogate code points,
 * and others that Unicode says to ignore, such as variation selectors.
 */
export function toVisibleText(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu,
    (character) => `<U+${toHexCode(character.codePointAt(0) ?? 0)}>`,
  );
}

/** JSON whose every character is printable ASCII: the same document, but safe on any terminal and in any encoding. */
function renderAsciiJson(document: unknown): string {
  return JSON.stringify(document, null, 2).replace(
    /[^\n -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function toHexCode(codePoint: number): string {
  return codePoint.toString(16).toUpperCase().padStart(4, '0');
}
