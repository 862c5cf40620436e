// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold a part of its rows and stay a table.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell (ARIA 1.2, grid).
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the keys of a row are those of the grid.
import { type MouseEvent, memo } from 'react';
import type { BundleView } from '../../../../shared/contract/case-protocol.ts';
import type { HitRow as Hit } from '../../../../shared/contract/search-protocol.ts';
import { tableText } from '../../../text/table.ts';
import type { ColumnId } from './column-layout.ts';
import type { FoundValues } from './found-values.ts';
import { HitCell } from './hit-cell.tsx';

interface HitRowProps {
  /** Of the grid; rows and cells add their places. */
  readonly gridId: string;
  /** Place in the result. */
  readonly index: number;
  /** Null while the content is on the way: the row is there and as high as any other. */
  readonly row: Hit | null;
  readonly isFailed: boolean;
  readonly columns: readonly ColumnId[];
  readonly fields: readonly string[];
  readonly source: BundleView | null;
  readonly found: FoundValues;
  /** The column of the active cell; null in every other row. */
  readonly activeColumn: number | null;
  readonly isSelected: boolean;
  readonly isOpened: boolean;
  readonly onPress: (index: number, column: number, event: MouseEvent) => void;
  readonly onMenu: (index: number, column: number, event: MouseEvent) => void;
}

/** One line of the result. Drawn again only when something of it has changed. */
export const HitRow = memo(function HitRow(props: HitRowProps) {
  const { gridId, index, row, isFailed, columns, fields, source, found, activeColumn } = props;
  return (
    <div
      className="grid-row"
      role="row"
      aria-rowindex={index + 2}
      aria-selected={props.isSelected}
      aria-busy={row === null && !isFailed}
      data-active={activeColumn !== null || undefined}
      data-opened={props.isOpened || undefined}
      data-damaged={row?.isDamaged || undefined}
      data-odd={index % 2 === 1 || undefined}
      onClick={(event) => props.onPress(index, columnAt(event), event)}
      onContextMenu={(event) => props.onMenu(index, columnAt(event), event)}
    >
      {columns.map((column, at) => (
        <div
          key={column}
          id={activeColumn === at ? `${gridId}-cell` : undefined}
          className={column === '#seq' ? 'cell number' : 'cell'}
          role="gridcell"
          aria-colindex={at + 1}
          data-column={column}
          data-active={activeColumn === at || undefined}
        >
          {row !== null && (
            <HitCell row={row} column={column} fields={fields} source={source} found={found} />
          )}
          {row === null && !isFailed && <span className="placeholder" />}
          {isFailed && at === 0 && <span className="row-failed">{tableText.rowFailed}</span>}
        </div>
      ))}
    </div>
  );
});

/** Of the cell that was pressed; the first one where it was none. */
function columnAt({ target }: MouseEvent): number {
  const cell = target instanceof Element ? target.closest('[role=gridcell]') : null;
  return Math.max(0, Number(cell?.getAttribute('aria-colindex') ?? 1) - 1);
}
