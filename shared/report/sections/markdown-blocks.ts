import type { MarkdownBlock, MarkdownRun } from '../../markdown/markdown-tree.ts';
import { parseMarkdown } from '../../markdown/parse-markdown.ts';
import type { Block, Runs } from '../document.ts';
import { heading } from './blocks.ts';
import type { EntryNames } from './entry-names.ts';
import { written, writtenLines } from './runs.ts';

/** A text of a person as blocks. Its headings stand below those of the report and are in no table of contents. */
export function markdownBlocks(markdown: string, id: string, names: EntryNames): readonly Block[] {
  return toBlocks(parseMarkdown(markdown), id, names);
}

function toBlocks(blocks: readonly MarkdownBlock[], id: string, names: EntryNames): readonly Block[] {
  return blocks.map((block, index) => toBlock(block, `${id}-${index + 1}`, names));
}

function toBlock(block: MarkdownBlock, id: string, names: EntryNames): Block {
  switch (block.kind) {
    case 'paragraph':
      return { kind: 'paragraph', runs: toRuns(block.runs, names) };
    case 'heading':
      return heading(3, id, toRuns(block.runs, names));
    case 'list':
      return {
        kind: 'list',
        isOrdered: block.isOrdered,
        items: block.items.map((item) => toRuns(item, names)),
      };
    case 'quote':
      return { kind: 'quote', blocks: toBlocks(block.blocks, id, names) };
    case 'code':
      return { kind: 'code', runs: writtenLines(block.text, 'code') };
    default:
      return block satisfies never;
  }
}

type Style = 'plain' | 'strong' | 'emphasis';

/** A run has one style; of strong and emphasised text the outer mark counts. */
function toRuns(runs: readonly MarkdownRun[], names: EntryNames, style: Style = 'plain'): Runs {
  return runs.flatMap((run): Runs => {
    switch (run.kind) {
      case 'text':
        // A line that its writer ended goes on, as in every reader of Markdown.
        return written(run.text.replaceAll('\n', ' '), style);
      case 'strong':
      case 'emphasis':
        return toRuns(run.runs, names, style === 'plain' ? run.kind : style);
      case 'code':
        return written(run.text.replaceAll('\n', ' '), 'code');
      case 'line-break':
        return [{ text: '\n', style: 'plain' }];
      case 'citation':
        return names.cited(run);
      default:
        return run satisfies never;
    }
  });
}
