import { memo, type ReactNode } from 'react';
import { toVisibleText } from '../../../shared/bytes/visible-text.ts';
import type { Bars, Block, ReportDocument, Run, Runs, Table } from '../../../shared/report/document.ts';
import { documentText } from '../../text/reports.ts';
import { Segments } from '../common/evidence-text.tsx';
import { formatCount } from '../common/format-number.ts';

/** The document of a report, as elements. Headings are numbered here, as every rendering does. */
export const DocumentView = memo(function DocumentView({ document }: { readonly document: ReportDocument }) {
  const numbers = headingNumbers(document.blocks);
  return (
    <article className="report-document" lang={document.language} aria-label={document.title}>
      <p className="report-running">
        <WrittenText text={document.running} />
      </p>
      <p className="report-title">
        <WrittenText text={document.title} />
      </p>
      <nav className="report-contents" aria-label={documentText.contents}>
        <details>
          <summary className="plain-summary">{documentText.contents}</summary>
          <ol>
            {document.blocks.flatMap((block) =>
              block.kind === 'heading' && block.level < 3 ? (
                <li key={block.id} data-level={block.level}>
                  <button
                    type="button"
                    className="link-button"
                    onClick={() => window.document.getElementById(anchorOf(block.id))?.scrollIntoView()}
                  >
                    {numbers.get(block)} {drawPlain(block.runs)}
                  </button>
                </li>
              ) : (
                []
              ),
            )}
          </ol>
        </details>
      </nav>
      {drawBlocks(document.blocks, numbers)}
    </article>
  );
});

/** Below the headings of the screen. */
const headingTags = { 1: 'h3', 2: 'h4', 3: 'h5' } as const;

type Numbers = ReadonlyMap<Block, string>;

function drawBlocks(blocks: readonly Block[], numbers: Numbers): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: a document is drawn as a whole, and most blocks have no other name.
  return blocks.map((block, index) => <DrawnBlock key={index} block={block} numbers={numbers} />);
}

function DrawnBlock({ block, numbers }: { readonly block: Block; readonly numbers: Numbers }) {
  switch (block.kind) {
    case 'heading': {
      const Heading = headingTags[block.level];
      return (
        <Heading className="report-heading" data-level={block.level} id={anchorOf(block.id)}>
          {numbers.get(block)} {drawRuns(block.runs)}
        </Heading>
      );
    }
    case 'paragraph':
      return <p>{drawRuns(block.runs)}</p>;
    case 'quote':
      return <blockquote>{drawBlocks(block.blocks, numbers)}</blockquote>;
    case 'list': {
      // biome-ignore lint/suspicious/noArrayIndexKey: as above.
      const items = block.items.map((runs, index) => <li key={index}>{drawRuns(runs)}</li>);
      return block.isOrdered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'facts':
      return (
        <dl className="report-facts">
          {block.rows.map(({ name, value }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above.
            <div key={index}>
              <dt>{name}</dt>
              <dd>{drawRuns(value)}</dd>
            </div>
          ))}
        </dl>
      );
    case 'table':
      return <DrawnTable table={block} />;
    case 'code':
      return <pre className="report-code">{drawRuns(block.runs)}</pre>;
    case 'verdict':
      return (
        <p className="report-verdict" data-state={block.state}>
          <strong>{block.headline}</strong> <span>{drawRuns(block.runs)}</span>
        </p>
      );
    case 'bars':
      return <DrawnBars bars={block} />;
    case 'notice':
      return (
        <p className="report-notice" data-tone={block.tone}>
          {drawRuns(block.runs)}
        </p>
      );
    default:
      return block satisfies never;
  }
}

function DrawnTable({ table: { caption, columns, rows } }: { readonly table: Table }) {
  return (
    <table className="report-table">
      <caption>{drawRuns(caption)}</caption>
      <thead>
        <tr>
          {columns.map(({ name, align }) => (
            <th key={name} scope="col" data-align={align}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a drawn document never move.
          <tr key={row}>
            {cells.map((runs, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above.
              <td key={column} data-align={columns[column]?.align}>
                {drawRuns(runs)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Each bar says its figure, so that nothing is said by its length alone. */
function DrawnBars({ bars: { caption, bars } }: { readonly bars: Bars }) {
  const longest = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <figure className="report-bars">
      <figcaption>{drawRuns(caption)}</figcaption>
      {bars.map(({ label, value, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above.
        <div key={index} className="report-bar">
          <span>
            <WrittenText text={label} />
          </span>
          <span className="report-bar-track" aria-hidden="true">
            <span style={{ width: `${(value / longest) * 100}%` }} />
          </span>
          <span className="number">{text}</span>
        </div>
      ))}
    </figure>
  );
}

function drawRuns(runs: Runs): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: as above.
  return runs.map((run, index) => <DrawnRun key={index} run={run} />);
}

/** Without links, for words that are one themselves. */
function drawPlain(runs: Runs): ReactNode {
  return drawRuns(runs.map(({ text, style }) => ({ text, style })));
}

function DrawnRun({ run: { text, style, target } }: { readonly run: Run }) {
  const drawn = <StyledRun text={text} style={style} />;
  if (target === undefined) return drawn;
  return (
    <button
      type="button"
      className="link-button"
      onClick={() => window.document.getElementById(anchorOf(target))?.scrollIntoView()}
    >
      {drawn}
    </button>
  );
}

function StyledRun({ text, style }: Pick<Run, 'text' | 'style'>) {
  switch (style) {
    case 'plain':
      return <WrittenText text={text} />;
    case 'strong':
      return (
        <strong>
          <WrittenText text={text} />
        </strong>
      );
    case 'emphasis':
      return (
        <em>
          <WrittenText text={text} />
        </em>
      );
    case 'code':
      return (
        <code>
          <WrittenText text={text} />
        </code>
      );
    case 'evidence':
      return (
        <bdi className="evidence">
          <Segments segments={toVisibleText(text)} />
        </bdi>
      );
    case 'mark':
      return <span className="mark">{text}</span>;
    case 'digest':
      return <code className="report-digest">{text}</code>;
    default:
      return style satisfies never;
  }
}

/** Words may have been pasted from anywhere: a character that would not show itself is drawn as a mark. */
function WrittenText({ text }: { readonly text: string }) {
  return (
    <bdi>
      <Segments segments={toVisibleText(text)} />
    </bdi>
  );
}

/** `1`, `1.1`, `1.1.1`, as renderings number them. */
function headingNumbers(blocks: readonly Block[]): Numbers {
  const counts = [0, 0, 0];
  const numbers = new Map<Block, string>();
  for (const block of blocks) {
    if (block.kind !== 'heading') continue;
    counts[block.level - 1] = (counts[block.level - 1] ?? 0) + 1;
    counts.fill(0, block.level);
    numbers.set(block, counts.slice(0, block.level).map(formatCount).join('.'));
  }
  return numbers;
}

/** Ids of a document are its own, and must not meet those of the window. */
function anchorOf(id: string): string {
  return `report-${id}`;
}
