/** A piece of a line: plain, as it is typed, emphasised, or a link. */
export type PagePiece =
  | { readonly kind: 'text' | 'code' | 'strong'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string };

export type PageLine = readonly PagePiece[];

/** What a page of our own documents is made of. */
export type PageBlock =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly line: PageLine }
  | { readonly kind: 'paragraph'; readonly line: PageLine }
  | { readonly kind: 'list'; readonly items: readonly PageLine[] }
  | {
      readonly kind: 'table';
      readonly head: readonly PageLine[];
      readonly rows: readonly (readonly PageLine[])[];
    }
  | { readonly kind: 'code'; readonly text: string };

/**
 * Reads the Markdown of a page in `docs/`, in the few forms that these pages use. It is our own text and never evidence:
 * what it does not know it shows as it stands.
 */
export function readPage(markdown: string): readonly PageBlock[] {
  const blocks: PageBlock[] = [];
  const lines = markdown.split(/\r?\n/);
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const heading = /^(#{1,3}) (.*)$/.exec(line);
    if (line.trim() === '') at += 1;
    else if (heading !== null) {
      const level = Math.min(heading[1]?.length ?? 1, 3) as 1 | 2 | 3; // one to three signs, by the pattern
      blocks.push({ kind: 'heading', level, line: readLine(heading[2] ?? '') });
      at += 1;
    } else if (line.startsWith('```')) {
      const end = endOf(lines, at + 1, (each) => !each.startsWith('```'));
      blocks.push({ kind: 'code', text: lines.slice(at + 1, end).join('\n') });
      at = end + 1;
    } else if (line.startsWith('|')) {
      const end = endOf(lines, at, (each) => each.startsWith('|'));
      const [head = [], , ...rows] = lines.slice(at, end).map(readCells);
      blocks.push({ kind: 'table', head, rows });
      at = end;
    } else if (/^[-*] /.test(line)) {
      const end = endOf(lines, at, (each) => /^(?:[-*] | {2,}\S)/.test(each));
      blocks.push({ kind: 'list', items: readItems(lines.slice(at, end)) });
      at = end;
    } else {
      const end = endOf(lines, at, (each) => each.trim() !== '' && !/^(?:#{1,3} |```|\||[-*] )/.test(each));
      blocks.push({ kind: 'paragraph', line: readLine(lines.slice(at, Math.max(end, at + 1)).join(' ')) });
      at = Math.max(end, at + 1);
    }
  }
  return blocks;
}

function endOf(lines: readonly string[], start: number, belongs: (line: string) => boolean): number {
  let end = start;
  while (end < lines.length && belongs(lines[end] ?? '')) end += 1;
  return end;
}

function readItems(lines: readonly string[]): readonly PageLine[] {
  const items: string[] = [];
  for (const line of lines) {
    if (/^[-*] /.test(line)) items.push(line.slice(2));
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return items.map(readLine);
}

/** A cell ends at a bar that is not escaped. */
function readCells(line: string): readonly PageLine[] {
  return line
    .replace(/^\||\|\s*$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => readLine(cell.trim().replaceAll('\\|', '|')));
}

const pieces = /`` (.+?) ``|`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\([^)]*\)/g;

function readLine(text: string): PageLine {
  const line: PagePiece[] = [];
  let end = 0;
  for (const found of text.matchAll(pieces)) {
    if (found.index > end) line.push({ kind: 'text', text: text.slice(end, found.index) });
    const [whole, ticked, code, strong, link] = found;
    if (strong !== undefined) line.push({ kind: 'strong', text: strong.replaceAll('`', '') });
    else if (link !== undefined) line.push({ kind: 'link', text: link.replaceAll('`', '') });
    else line.push({ kind: 'code', text: ticked ?? code ?? '' });
    end = found.index + whole.length;
  }
  if (end < text.length) line.push({ kind: 'text', text: text.slice(end) });
  return line;
}
