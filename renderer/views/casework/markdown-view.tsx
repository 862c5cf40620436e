import { Fragment, type ReactNode } from 'react';
import { toVisibleText } from '../../../shared/bytes/visible-text.ts';
import type { MarkdownBlock, MarkdownRun } from '../../../shared/markdown/markdown-tree.ts';
import { parseMarkdown } from '../../../shared/markdown/parse-markdown.ts';
import { EvidenceText, Segments } from '../common/evidence-text.tsx';

/** What a person wrote. Headings are drawn below those of the screen. */
export function MarkdownView({ text }: { readonly text: string }) {
  return <div className="markdown">{drawBlocks(parseMarkdown(text))}</div>;
}

function drawBlocks(blocks: readonly MarkdownBlock[]): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: a text is drawn as a whole, and its blocks have no other name.
  return blocks.map((block, index) => <Block key={index} block={block} />);
}

function Block({ block }: { readonly block: MarkdownBlock }) {
  switch (block.kind) {
    case 'paragraph':
      return <p>{drawRuns(block.runs)}</p>;
    case 'heading':
      return <p className="markdown-heading">{drawRuns(block.runs)}</p>;
    case 'list': {
      // biome-ignore lint/suspicious/noArrayIndexKey: as above.
      const items = block.items.map((runs, index) => <li key={index}>{drawRuns(runs)}</li>);
      return block.isOrdered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'quote':
      return <blockquote>{drawBlocks(block.blocks)}</blockquote>;
    case 'code':
      return (
        <pre>
          <EvidenceText text={block.text} />
        </pre>
      );
    default:
      return block satisfies never;
  }
}

/** Not evidence, but it may have been pasted from anywhere, so its marks are drawn too. A line ends where it was ended. */
function WrittenText({ text }: { readonly text: string }) {
  return (
    <bdi>
      {text.split('\n').map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above.
        <Fragment key={index}>
          {index > 0 && <br />}
          <Segments segments={toVisibleText(line)} />
        </Fragment>
      ))}
    </bdi>
  );
}

function drawRuns(runs: readonly MarkdownRun[]): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: as above.
  return runs.map((run, index) => <Run key={index} run={run} />);
}

function Run({ run }: { readonly run: MarkdownRun }) {
  switch (run.kind) {
    case 'text':
      return <WrittenText text={run.text} />;
    case 'strong':
      return <strong>{drawRuns(run.runs)}</strong>;
    case 'emphasis':
      return <em>{drawRuns(run.runs)}</em>;
    case 'code':
      return (
        <code>
          <WrittenText text={run.text} />
        </code>
      );
    case 'line-break':
      return <br />;
    case 'citation':
      return (
        <cite>
          <EvidenceText text={`${run.origin}#${run.seq}`} />
        </cite>
      );
    default:
      return run satisfies never;
  }
}
