import { commonText } from '../../../text/common.ts';
import { queryPage } from '../../../text/query-page.ts';
import { searchText } from '../../../text/search.ts';
import { ActionButton } from '../../common/action-button.tsx';
import { DialogFrame } from '../../common/dialog-frame.tsx';
import { type PageBlock, type PageLine, type PagePiece, readPage } from './page-blocks.ts';

/** The page of the query language as it stands in the documents. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const blocks = readPage(queryPage);
  return (
    <DialogFrame title={searchText.help} width="full" onClose={onClose} isDismissable>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys. */}
      <section className="page-text" aria-label={searchText.help} tabIndex={0}>
        {blocks.map((block, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the page never changes.
          <Block key={index} block={block} />
        ))}
      </section>
      <div className="dialog-actions">
        <ActionButton label={commonText.close} onPress={onClose} />
      </div>
    </DialogFrame>
  );
}

function Block({ block }: { readonly block: PageBlock }) {
  switch (block.kind) {
    case 'heading':
      // The dialog's own title is the first heading of the page.
      if (block.level === 1) return null;
      return block.level === 2 ? (
        <h3>
          <Line line={block.line} />
        </h3>
      ) : (
        <h4>
          <Line line={block.line} />
        </h4>
      );
    case 'paragraph':
      return (
        <p>
          <Line line={block.line} />
        </p>
      );
    case 'list':
      return (
        <ul>
          {block.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the page never changes.
            <li key={index}>
              <Line line={item} />
            </li>
          ))}
        </ul>
      );
    case 'table':
      return (
        <table className="table">
          <thead>
            <tr>
              {block.head.map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the page never changes.
                <th key={index} scope="col">
                  <Line line={cell} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the page never changes.
              <tr key={index}>
                {row.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the page never changes.
                  <td key={column}>
                    <Line line={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    case 'code':
      return <pre>{block.text}</pre>;
    default:
      return block satisfies never;
  }
}

function Line({ line }: { readonly line: PageLine }) {
  return line.map((piece, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the page never changes.
    <Piece key={index} piece={piece} />
  ));
}

/** A link leads to another document, which is not in the window: its words stay. */
function Piece({ piece }: { readonly piece: PagePiece }) {
  switch (piece.kind) {
    case 'code':
      return <code>{piece.text}</code>;
    case 'strong':
      return <strong>{piece.text}</strong>;
    case 'text':
    case 'link':
      return piece.text;
    default:
      return piece satisfies never;
  }
}
