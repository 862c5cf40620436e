/** A piece of JSON text as it stands in the raw bytes: nothing is decoded, so nothing can be hidden. */
export interface PrettyPart {
  readonly kind: 'name' | 'string' | 'other' | 'mark';
  readonly text: string;
}

export interface PrettyLine {
  readonly depth: number;
  readonly parts: readonly PrettyPart[];
}

/**
 * Lays out the text of an entry, one value to a line. Only the white space between tokens is changed: a number or an escape
 * stands as it was signed. The text must be well-formed JSON, as that of a line that was read as an entry is.
 */
export function prettyLines(json: string): readonly PrettyLine[] {
  const lines: PrettyLine[] = [];
  let parts: PrettyPart[] = [];
  let depth = 0;
  let lineDepth = 0;
  const endLine = () => {
    if (parts.length > 0) lines.push({ depth: lineDepth, parts });
    parts = [];
    lineDepth = depth;
  };
  const tokens = json.match(tokenPattern) ?? [];
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    if (token === '{' || token === '[') {
      parts.push({ kind: 'mark', text: token });
      depth += 1;
      // What has nothing in it stays on its line.
      if (next !== '}' && next !== ']') endLine();
    } else if (token === '}' || token === ']') {
      depth -= 1;
      if (tokens[index - 1] !== '{' && tokens[index - 1] !== '[') endLine();
      parts.push({ kind: 'mark', text: token });
    } else if (token === ',') {
      parts.push({ kind: 'mark', text: token });
      endLine();
    } else if (token === ':') {
      parts.push({ kind: 'mark', text: ': ' });
    } else {
      parts.push({ kind: kindOf(token, next), text: token });
    }
  }
  endLine();
  return lines;
}

/** Strings whole, then marks, then numbers and words; white space between them matches nothing. */
const tokenPattern = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gu;

function kindOf(token: string, next: string | undefined): PrettyPart['kind'] {
  if (!token.startsWith('"')) return 'other';
  return next === ':' ? 'name' : 'string';
}
