// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold a part of its rows and stay a table.
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type RefObject,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { SearchPages } from '../../../client/search-pages.ts';
import { exploreText } from '../../../text/explore.ts';
import { formatCount } from '../../common/format-number.ts';
import type { CellAction } from './cell-menu.tsx';
import { columnTemplate, leastTableWidth } from './column-template.ts';
import type { FoundValues } from './found-values.ts';
import { HeaderRow } from './header-row.tsx';
import { HitRow } from './hit-row.tsx';
import {
  allRows,
  extendedBy,
  extendedTo,
  isSelected,
  onlyRow,
  selectedCount,
  toggled,
} from './row-selection.ts';
import { tableActionOf } from './table-keys.ts';
import type { TableScope } from './table-scope.ts';
import { rowHeights } from './table-settings.ts';
import { type HitCursor, type HitLine, isSameLine, lineOf } from './use-hit-cursor.ts';
import { useRowWindow } from './use-row-window.ts';
import type { UsedTableSettings } from './use-table-settings.ts';

/** As in table.css. */
const headerHeight = 30;

interface HitGridProps {
  readonly grid: RefObject<HTMLDivElement | null>;
  readonly explore: TableScope;
  readonly pages: SearchPages;
  readonly cursor: HitCursor;
  readonly settings: UsedTableSettings;
  readonly found: FoundValues;
  /** The line in the panel beside the table, if one is open. */
  readonly opened: HitLine | null;
  readonly onOpen: (line: HitLine) => void;
  readonly onVisible: (first: number, end: number) => void;
  readonly onAction: (action: CellAction) => void;
  /** The menu of a cell, at that cell. */
  readonly onMenu: (cell: Element) => void;
}

/**
 * The rows of a result in a table that holds only those on screen. The grid itself has the focus and names its active
 * cell, so focus survives when that cell is scrolled away.
 */
export const HitGrid = memo(function HitGrid(props: HitGridProps) {
  const { grid, explore, pages, cursor, settings, found, opened, onOpen, onVisible, onAction, onMenu } =
    props;
  const id = useId();
  useSyncExternalStore(pages.subscribe, pages.version);
  const { total } = pages;
  const { active, selection } = cursor;
  const rowHeight = rowHeights[settings.density];
  const table = useRowWindow({ scroller: grid, total, rowHeight, headerHeight });
  const { geometry, rows, isMeasured, reveal } = table;
  const [said, setSaid] = useState('');
  const header = useRef<HTMLDivElement>(null);
  const columnsKey = JSON.stringify(settings.layout.map((column) => column.id));
  const columns = useMemo<readonly string[]>(() => JSON.parse(columnsKey), [columnsKey]);
  const column = Math.min(cursor.column, columns.length - 1);
  const pageRows = Math.floor(geometry.viewHeight / rowHeight);
  const isActiveShown = active >= rows.first && active < rows.end && total > 0;

  useRevealed({ active, jumps: cursor.jumps, result: cursor.result, isMeasured, pageRows, reveal });
  useEffect(() => onVisible(rows.first, rows.end), [rows.first, rows.end, onVisible]);
  // Sideways, a cell is shown whole when the frame comes to it.
  const shownColumn = useRef(column);
  useLayoutEffect(() => {
    if (shownColumn.current === column) return;
    shownColumn.current = column;
    const cells = header.current?.querySelectorAll<HTMLElement>('[role=columnheader]');
    const cell = cells?.[column];
    const scroller = grid.current;
    if (cell === undefined || scroller === null || column === 0) return;
    const end = cell.offsetLeft + cell.offsetWidth - scroller.clientWidth;
    // The first column stays where it is, over whatever is scrolled below it.
    const start = cell.offsetLeft - (cells?.[0]?.offsetWidth ?? 0);
    scroller.scrollLeft = Math.max(end, Math.min(scroller.scrollLeft, start));
  }, [column, grid]);

  const latest = useRef({ cursor, pages, onOpen, onMenu });
  latest.current = { cursor, pages, onOpen, onMenu };
  const press = useCallback((row: number, at: number, event: MouseEvent) => {
    const now = latest.current;
    // Who marks a text in a cell does not want to leave it.
    if (!(getSelection()?.isCollapsed ?? true)) return;
    now.cursor.setColumn(at);
    if (event.shiftKey) {
      const extend = event.ctrlKey || event.metaKey ? extendedBy : extendedTo;
      return now.cursor.select(extend(now.cursor.selection, row), row);
    }
    if (event.ctrlKey || event.metaKey) return now.cursor.select(toggled(now.cursor.selection, row), row);
    now.cursor.moveTo(row);
    const hit = now.pages.rowAt(row);
    if (hit !== null) now.onOpen(lineOf(hit));
  }, []);
  const showMenu = useCallback((row: number, at: number, event: MouseEvent) => {
    event.preventDefault();
    const now = latest.current;
    now.cursor.setColumn(at);
    // Within what is chosen, the menu is that of all of it.
    const kept = isSelected(now.cursor.selection, row) ? now.cursor.selection : onlyRow(row);
    now.cursor.select(kept, row);
    const cell = event.target instanceof Element ? event.target.closest('[role=gridcell]') : null;
    if (cell !== null) now.onMenu(cell);
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget) return;
    const action = tableActionOf(
      {
        key: event.key,
        shiftKey: event.shiftKey,
        altKey: event.altKey,
        isCommand: event.ctrlKey || event.metaKey,
      },
      { active, column, total, columns: columns.length, pageRows, selected: selectedCount(selection) },
    );
    if (action === null || total === 0) return;
    // A text that is marked in the page is what Ctrl+C means.
    if (action.kind === 'copy' && event.ctrlKey && !(getSelection()?.isCollapsed ?? true)) return;
    event.preventDefault();
    switch (action.kind) {
      case 'move':
        cursor.moveTo(action.to, action.isExtending ? 'extend' : 'only');
        if (action.to === active) reveal(active, 'nearest');
        break;
      case 'column':
        cursor.setColumn(action.to);
        break;
      case 'open': {
        const hit = pages.rowAt(active);
        if (hit !== null) onOpen(lineOf(hit));
        break;
      }
      case 'toggle':
        cursor.select(toggled(selection, active));
        break;
      case 'select-all':
        cursor.select(allRows(total, active));
        break;
      case 'give-up':
        event.stopPropagation();
        cursor.select(onlyRow(active));
        break;
      case 'header':
        header.current?.querySelector<HTMLElement>('button[tabindex="0"]')?.focus();
        break;
      case 'menu': {
        const cell = document.getElementById(`${id}-cell`);
        if (cell !== null) onMenu(cell);
        break;
      }
      case 'copy':
        onAction(action.what);
        break;
      case 'value':
        onAction(action.edit);
        break;
      default:
        action satisfies never;
    }
  };

  const shown = Array.from({ length: rows.end - rows.first }, (_, offset) => rows.first + offset);
  const fields = pages.order.fields;
  return (
    <div className="grid-frame">
      <div
        ref={grid}
        className="grid"
        role="grid"
        tabIndex={0}
        aria-label={exploreText.grid}
        aria-multiselectable="true"
        aria-rowcount={total + 1}
        aria-colcount={columns.length}
        aria-activedescendant={isActiveShown ? `${id}-cell` : undefined}
        data-density={settings.density}
        style={tableStyle(settings, total)}
        onKeyDown={onKeyDown}
        onMouseDown={(event) => keepFocus(event, grid.current)}
      >
        <div
          className="grid-length"
          role="presentation"
          style={{ height: table.scrollHeight + headerHeight, minWidth: leastTableWidth(settings.layout) }}
        >
          <div
            className="grid-view"
            role="presentation"
            style={{ height: geometry.viewHeight + headerHeight }}
          >
            <HeaderRow
              row={header}
              layout={settings.layout}
              sort={explore.sort}
              onLayout={settings.setLayout}
              onSort={explore.setSort}
              onSay={setSaid}
              onLeave={() => grid.current?.focus()}
            />
            <div className="grid-body" role="presentation">
              <div role="presentation" style={{ transform: `translateY(${rows.shift}px)` }}>
                {shown.map((index) => {
                  const slot = pages.slotAt(index);
                  const row = slot.kind === 'row' ? slot.row : null;
                  return (
                    <HitRow
                      key={index}
                      gridId={id}
                      index={index}
                      row={row}
                      isFailed={slot.kind === 'failed'}
                      columns={columns}
                      fields={fields}
                      source={explore.sources.find(({ bundleId }) => bundleId === row?.bundleId) ?? null}
                      found={found}
                      activeColumn={index === active ? column : null}
                      isSelected={isSelected(selection, index)}
                      isOpened={row !== null && opened !== null && isSameLine(row, opened)}
                      onPress={press}
                      onMenu={showMenu}
                    />
                  );
                })}
              </div>
            </div>
          </div>
        </div>
      </div>
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </div>
  );
});

interface RevealedOptions {
  readonly active: number;
  readonly jumps: number;
  readonly result: string;
  readonly isMeasured: boolean;
  readonly pageRows: number;
  reveal(row: number, where: 'nearest' | 'centre'): void;
}

/** Brings the active row into view when it has changed, or when another result begins. */
function useRevealed({ active, jumps, result, isMeasured, pageRows, reveal }: RevealedOptions): void {
  const before = useRef<{ readonly active: number; readonly jumps: number; readonly result: string } | null>(
    null,
  );
  useEffect(() => {
    if (!isMeasured) return;
    const last = before.current;
    before.current = { active, jumps, result };
    if (last !== null && last.active === active && last.jumps === jumps && last.result === result) return;
    // After a jump, as from a check result, the line stands in the middle, with what surrounds it.
    const isNear = last !== null && last.jumps === jumps && Math.abs(active - last.active) <= pageRows;
    reveal(active, isNear || active === 0 ? 'nearest' : 'centre');
  }, [active, jumps, result, isMeasured, pageRows, reveal]);
}

/** The grid keeps the focus, so that the keys go on from the row that was pressed; a press with Shift marks no text. */
function keepFocus(event: MouseEvent, grid: HTMLElement | null): void {
  const isInRow = event.target instanceof Element && event.target.closest('[role=gridcell]') !== null;
  if (!isInRow || event.button !== 0) return;
  if (event.shiftKey || event.ctrlKey || event.metaKey) event.preventDefault();
  grid?.focus({ preventScroll: true });
}

/** An entry number is never cut: half a number reads as another one. */
function tableStyle({ layout, density }: UsedTableSettings, total: number): CSSProperties {
  const digits = Math.max('99,999'.length, formatCount(total).length);
  return {
    '--seq-column': `calc(${digits}ch + 24px)`,
    '--columns': columnTemplate(layout),
    '--row-height': `${rowHeights[density]}px`,
  } as CSSProperties; // custom properties
}
