import type { MarkdownRun } from './markdown-tree.ts';

/** Emphasis within emphasis; deeper marks are text. */
const mostDepth = 8;

/** Reads the inside of a block. Marks that have no end are text. */
export function parseRuns(text: string, depth = 0): readonly MarkdownRun[] {
  const runs: MarkdownRun[] = [];
  let plain = '';
  const flush = () => {
    if (plain !== '') runs.push({ kind: 'text', text: plain });
    plain = '';
  };
  const marks = new Marks(text);
  for (let at = 0; at < text.length; ) {
    const read = readRun(text, at, depth, marks);
    if (read === null) {
      plain += text[at] ?? '';
      at += 1;
    } else if (read.run.kind === 'text') {
      plain += read.run.text;
      at = read.next;
    } else {
      flush();
      runs.push(read.run);
      at = read.next;
    }
  }
  flush();
  return runs;
}

interface ReadRun {
  readonly run: MarkdownRun;
  readonly next: number;
}

/** Where each kind of mark was looked for in vain: behind it there is none either, and looking again would be quadratic. */
class Marks {
  readonly #text: string;
  readonly #missing = new Set<string>();

  constructor(text: string) {
    this.#text = text;
  }

  find(mark: string, from: number): number {
    if (this.#missing.has(mark)) return -1;
    const at = this.#text.indexOf(mark, from);
    if (at === -1) this.#missing.add(mark);
    return at;
  }
}

function readRun(text: string, at: number, depth: number, marks: Marks): ReadRun | null {
  switch (text[at]) {
    case '\\': {
      const escaped = text[at + 1] ?? '';
      if (escaped === '\n') return { run: { kind: 'line-break' }, next: at + 2 };
      return /^[!-/:-@[-`{-~]$/.test(escaped) ? { run: { kind: 'text', text: escaped }, next: at + 2 } : null;
    }
    case '\n':
      // Two blanks in front of it, as in CommonMark; else a line ends where its writer ended it, and the text goes on.
      return { run: { kind: 'text', text: '\n' }, next: at + 1 };
    case '`': {
      const end = marks.find('`', at + 1);
      if (end <= at + 1) return null;
      return { run: { kind: 'code', text: text.slice(at + 1, end) }, next: end + 1 };
    }
    case '*':
      return readEmphasis(text, at, depth, marks);
    case '[':
      return readCitation(text, at);
    default:
      return null;
  }
}

function readEmphasis(text: string, at: number, depth: number, marks: Marks): ReadRun | null {
  if (depth >= mostDepth) return null;
  const mark = text.startsWith('**', at) ? '**' : '*';
  const start = at + mark.length;
  if (/\s/.test(text[start] ?? ' ')) return null;
  const end = marks.find(mark, start);
  if (end <= start || /\s/.test(text[end - 1] ?? ' ')) return null;
  const runs = parseRuns(text.slice(start, end), depth + 1);
  return { run: { kind: mark === '**' ? 'strong' : 'emphasis', runs }, next: end + mark.length };
}

const citation = /\[@([^\s[\]#]{1,200})#(0|[1-9]\d{0,14})\]/y;

function readCitation(text: string, at: number): ReadRun | null {
  citation.lastIndex = at;
  const [whole, origin, seq] = citation.exec(text) ?? [];
  if (whole === undefined || origin === undefined) return null;
  return { run: { kind: 'citation', origin, seq: Number(seq) }, next: at + whole.length };
}
