import type { MarkdownBlock } from './markdown-tree.ts';
import { parseRuns } from './parse-runs.ts';

/** Quotes within quotes; deeper ones are text. */
const mostDepth = 8;

/** Reads a text in one pass over its lines. Never throws: what is no markup is text. */
export function parseMarkdown(text: string): readonly MarkdownBlock[] {
  return parseLines(text.replace(/\r\n?/g, '\n').split('\n'), 0);
}

function parseLines(lines: readonly string[], depth: number): readonly MarkdownBlock[] {
  const blocks: MarkdownBlock[] = [];
  for (let at = 0; at < lines.length; ) {
    const read = readBlock(lines, at, depth);
    if (read.block !== null) blocks.push(read.block);
    at = read.next;
  }
  return blocks;
}

interface ReadBlock {
  readonly block: MarkdownBlock | null;
  /** The line behind it; always later than the first. */
  readonly next: number;
}

function readBlock(lines: readonly string[], at: number, depth: number): ReadBlock {
  const line = lines[at] ?? '';
  if (line.trim() === '') return { block: null, next: at + 1 };
  if (fence.test(line)) return readCode(lines, at);
  const [, marks, title] = heading.exec(line) ?? [];
  if (marks !== undefined && title !== undefined) {
    const level = marks.length === 1 ? 1 : marks.length === 2 ? 2 : 3;
    return { block: { kind: 'heading', level, runs: parseRuns(title) }, next: at + 1 };
  }
  if (depth < mostDepth && quote.test(line)) {
    const next = endOf(lines, at, (each) => quote.test(each));
    const inner = lines.slice(at, next).map((each) => each.replace(quote, ''));
    return { block: { kind: 'quote', blocks: parseLines(inner, depth + 1) }, next };
  }
  for (const [isOrdered, item] of [
    [false, bullet],
    [true, numbered],
  ] as const) {
    if (!item.test(line)) continue;
    const next = endOf(lines, at, (each) => item.test(each));
    const items = lines.slice(at, next).map((each) => parseRuns(each.replace(item, '')));
    return { block: { kind: 'list', isOrdered, items }, next };
  }
  const next = endOf(lines, at, (each, index) => index === at || !startsBlock(each, depth));
  return { block: { kind: 'paragraph', runs: parseRuns(lines.slice(at, next).join('\n')) }, next };
}

const fence = /^```\s*$/;
const heading = /^(#{1,3}) +(.+?) *#*$/;
const quote = /^> ?/;
const bullet = /^ {0,3}[-*] +/;
const numbered = /^ {0,3}\d{1,9}[.)] +/;

function startsBlock(line: string, depth: number): boolean {
  if (line.trim() === '') return true;
  const starts =
    depth < mostDepth ? [fence, heading, quote, bullet, numbered] : [fence, heading, bullet, numbered];
  return starts.some((start) => start.test(line));
}

/** A fence that is never closed goes on to the end. */
function readCode(lines: readonly string[], at: number): ReadBlock {
  const next = endOf(lines, at + 1, (each) => !fence.test(each));
  return { block: { kind: 'code', text: lines.slice(at + 1, next).join('\n') }, next: next + 1 };
}

function endOf(
  lines: readonly string[],
  from: number,
  belongs: (line: string, index: number) => boolean,
): number {
  let at = from;
  while (at < lines.length && belongs(lines[at] ?? '', at)) at += 1;
  return at;
}
