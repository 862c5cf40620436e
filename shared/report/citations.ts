import type { EntrySeq } from '../bytes/units.ts';
import type { MarkdownBlock, MarkdownRun } from '../markdown/markdown-tree.ts';
import { parseMarkdown } from '../markdown/parse-markdown.ts';

export interface Citation {
  readonly origin: string;
  readonly seq: EntrySeq;
}

/** The entries that a text cites as `[@origin#seq]`, each once, in the order in which they come. */
export function citationsIn(markdown: string): readonly Citation[] {
  const cited = new Map<string, Citation>();
  for (const { origin, seq } of parseMarkdown(markdown).flatMap(citedInBlock)) {
    cited.set(`${seq} ${origin}`, { origin, seq });
  }
  return [...cited.values()];
}

function citedInBlock(block: MarkdownBlock): readonly Citation[] {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return block.runs.flatMap(citedInRun);
    case 'list':
      return block.items.flat().flatMap(citedInRun);
    case 'quote':
      return block.blocks.flatMap(citedInBlock);
    case 'code':
      return [];
    default:
      return block satisfies never;
  }
}

function citedInRun(run: MarkdownRun): readonly Citation[] {
  switch (run.kind) {
    case 'citation':
      return [run];
    case 'strong':
    case 'emphasis':
      return run.runs.flatMap(citedInRun);
    case 'text':
    case 'code':
    case 'line-break':
      return [];
    default:
      return run satisfies never;
  }
}
