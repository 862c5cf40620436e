// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold a part of its rows and stay a table.
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row (ARIA 1.2, grid).
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the keys of a row are those of the grid.
import { type CSSProperties, type KeyboardEvent, memo, useEffect, useId, useRef } from 'react';
import type { EntryOrdinal } from '../../../shared/bytes/units.ts';
import type { EntryRow } from '../../../shared/contract/case-protocol.ts';
import type { EntryPages } from '../../client/entry-pages.ts';
import { exploreText } from '../../text/explore.ts';
import { formatCount } from '../common/format-number.ts';
import { columns } from './columns.tsx';
import { gridActionOf } from './grid-keys.ts';
import { useRowWindow } from './table/use-row-window.ts';

/** As in explore.css; rows are placed by arithmetic, so none may be taller. */
const rowHeight = 28;
const headerHeight = 30;
/** Far enough to bring the next column into view. */
const sidewaysStep = 120;

interface EntryGridProps {
  readonly pages: EntryPages;
  readonly active: EntryOrdinal;
  /** The entry in the panel beside the table, if one is open. */
  readonly opened: EntryOrdinal | null;
  readonly onActive: (ordinal: EntryOrdinal) => void;
  readonly onOpen: (ordinal: EntryOrdinal) => void;
  readonly onVisible: (first: EntryOrdinal, end: EntryOrdinal) => void;
}

/**
 * All lines of a bundle in a table that holds only the rows on screen. The grid itself has the focus and names its active
 * row, so focus survives when that row is scrolled away.
 */
export function EntryGrid({ pages, active, opened, onActive, onOpen, onVisible }: EntryGridProps) {
  const id = useId();
  const total = pages.total;
  const scroller = useRef<HTMLDivElement>(null);
  const table = useRowWindow({ scroller, total, rowHeight, headerHeight });
  const { geometry, rows, isMeasured, reveal } = table;
  const pageRows = Math.floor(geometry.viewHeight / rowHeight);
  const revealed = useRef<EntryOrdinal | null>(null);

  useEffect(() => {
    if (!isMeasured || revealed.current === active) return;
    // After a jump, as from a check result, the line stands in the middle, with what surrounds it.
    const isNear = revealed.current !== null && Math.abs(active - revealed.current) <= pageRows;
    reveal(active, isNear ? 'nearest' : 'centre');
    revealed.current = active;
  }, [active, isMeasured, pageRows, reveal]);
  useEffect(() => onVisible(rows.first, rows.end), [rows.first, rows.end, onVisible]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const action = gridActionOf(event.key, { active, total, pageRows });
    if (action === null) return;
    event.preventDefault();
    switch (action.kind) {
      case 'move':
        onActive(action.to);
        if (action.to === active) reveal(active, 'nearest');
        break;
      case 'sideways':
        scroller.current?.scrollBy({ left: action.by * sidewaysStep });
        break;
      case 'open':
        onOpen(active);
        break;
      default:
        action satisfies never;
    }
  };

  const shown = Array.from({ length: rows.end - rows.first }, (_, index) => rows.first + index);
  const isActiveShown = active >= rows.first && active < rows.end;
  return (
    <div className="grid-frame">
      <div
        ref={scroller}
        className="grid"
        role="grid"
        tabIndex={0}
        aria-label={exploreText.grid}
        aria-rowcount={total + 1}
        aria-colcount={columns.length}
        aria-activedescendant={isActiveShown ? `${id}-${active}` : undefined}
        onKeyDown={onKeyDown}
      >
        <div className="grid-length" role="presentation" style={lengthStyle(table.scrollHeight, total)}>
          <div
            className="grid-view"
            role="presentation"
            style={{ height: geometry.viewHeight + headerHeight }}
          >
            <div className="grid-row grid-header" role="row" aria-rowindex={1}>
              {columns.map(({ id: columnId, name, isNumber }, index) => (
                <div
                  key={columnId}
                  className={isNumber === true ? 'cell number' : 'cell'}
                  role="columnheader"
                  aria-colindex={index + 1}
                >
                  {name}
                </div>
              ))}
            </div>
            <div className="grid-body" role="presentation">
              <div role="presentation" style={{ transform: `translateY(${rows.shift}px)` }}>
                {shown.map((ordinal) => {
                  const slot = pages.slotAt(ordinal);
                  return (
                    <GridRow
                      key={ordinal}
                      id={`${id}-${ordinal}`}
                      ordinal={ordinal}
                      row={slot.kind === 'row' ? slot.row : null}
                      isFailed={slot.kind === 'failed'}
                      isActive={ordinal === active}
                      isOpened={ordinal === opened}
                      onOpen={onOpen}
                    />
                  );
                })}
              </div>
            </div>
          </div>
        </div>
      </div>
    </div>
  );
}

/** An entry number is never cut: half a number reads as another one. */
function lengthStyle(scrollHeight: number, total: number): CSSProperties {
  const digits = Math.max('9,999,999'.length, formatCount(total).length);
  return { height: scrollHeight + headerHeight, '--seq-column': `calc(${digits}ch + 24px)` } as CSSProperties; // a custom property
}

interface GridRowProps {
  readonly id: string;
  readonly ordinal: EntryOrdinal;
  /** Null while the content is on the way: the row is there and as high as any other. */
  readonly row: EntryRow | null;
  readonly isFailed: boolean;
  readonly isActive: boolean;
  readonly isOpened: boolean;
  readonly onOpen: (ordinal: EntryOrdinal) => void;
}

const GridRow = memo(function GridRow({
  id,
  ordinal,
  row,
  isFailed,
  isActive,
  isOpened,
  onOpen,
}: GridRowProps) {
  return (
    <div
      id={id}
      className="grid-row"
      role="row"
      aria-rowindex={ordinal + 2}
      aria-selected={isOpened}
      aria-busy={row === null && !isFailed}
      data-active={isActive || undefined}
      data-damaged={row?.isDamaged || undefined}
      data-odd={ordinal % 2 === 1 || undefined}
      // The grid keeps the focus, so that the keys go on from the row that was pressed.
      onMouseDown={(event) =>
        event.button === 0 && event.currentTarget.closest<HTMLElement>('[role=grid]')?.focus()
      }
      onClick={() => onOpen(ordinal)}
    >
      {columns.map(({ id: columnId, isNumber, cell }, index) => (
        <div
          key={columnId}
          className={isNumber === true ? 'cell number' : 'cell'}
          role="gridcell"
          aria-colindex={index + 1}
          data-column={columnId}
        >
          {row !== null && cell(row)}
          {row === null && !isFailed && <span className="placeholder" />}
          {isFailed && index === 1 && exploreText.rowFailed}
        </div>
      ))}
    </div>
  );
});
