import type { MarkdownBlock, MarkdownRun } from '../../markdown/markdown-tree.ts';
import { parseMarkdown } from '../../markdown/parse-markdown.ts';
import type { Block, Runs } from '../document.ts';
import { heading } from './blocks.ts';
import type { EntryNames } from './entry-names.ts';
import { written, writtenLines } from './runs.ts';

/** A text of a person as blocks. Its headings begin at `level`, whatever marks they have, and go down without a gap. */
export function markdownBlocks(
  markdown: string,
  id: string,
  level: 2 | 3,
  names: EntryNames,
): readonly Block[] {
  const blocks = parseMarkdown(markdown);
  const used = [1, 2, 3].filter((each) =>
    blocks.some((block) => block.kind === 'heading' && block.level === each),
  );
  return toBlocks(blocks, id, { names, levelOf: (each) => (level === 2 && each === used[0] ? 2 : 3) });
}

interface Context {
  readonly names: EntryNames;
  readonly levelOf: (level: 1 | 2 | 3) => 2 | 3;
}

function toBlocks(blocks: readonly MarkdownBlock[], id: string, context: Context): readonly Block[] {
  return blocks.map((block, index) => toBlock(block, `${id}-${index + 1}`, context));
}

function toBlock(block: MarkdownBlock, id: string, { names, levelOf }: Context): Block {
  switch (block.kind) {
    case 'paragraph':
      return { kind: 'paragraph', runs: toRuns(block.runs, names) };
    case 'heading':
      return heading(levelOf(block.level), id, toRuns(block.runs, names));
    case 'list':
      return {
        kind: 'list',
        isOrdered: block.isOrdered,
        items: block.items.map((item) => toRuns(item, names)),
      };
    case 'quote':
      // What is quoted has no part in the outline of the report.
      return {
        kind: 'quote',
        blocks: block.blocks.map((each, index) => quoted(each, `${id}-${index + 1}`, names)),
      };
    case 'code':
      return { kind: 'code', runs: writtenLines(block.text, 'code') };
    default:
      return block satisfies never;
  }
}

function quoted(block: MarkdownBlock, id: string, names: EntryNames): Block {
  if (block.kind === 'heading') return { kind: 'paragraph', runs: toRuns(block.runs, names, 'strong') };
  return toBlock(block, id, { names, levelOf: () => 3 });
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
