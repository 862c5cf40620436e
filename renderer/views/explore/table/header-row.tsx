// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold a part of its rows and stay a table.
import { type KeyboardEvent, type RefObject, useId, useState } from 'react';
import type { HitSort } from '../../../../shared/contract/search-protocol.ts';
import { tableText } from '../../../text/table.ts';
import { ColumnHeader, type DragStep } from './column-header.tsx';
import {
  type ColumnId,
  type ColumnLayout,
  sortKeyOf,
  withColumnAt,
  withoutColumn,
  withWidth,
} from './column-layout.ts';
import { visibleColumnName } from './copy-text.ts';
import { nextSort } from './sort-order.ts';

interface HeaderRowProps {
  readonly row: RefObject<HTMLDivElement | null>;
  readonly layout: ColumnLayout;
  readonly sort: HitSort;
  readonly onLayout: (change: (before: ColumnLayout) => ColumnLayout) => void;
  readonly onSort: (sort: HitSort) => void;
  /** What was done, for who does not see it: a row has cells alone, so it is said outside of the table. */
  readonly onSay: (words: string) => void;
  /** Down to the rows. */
  readonly onLeave: () => void;
}

const widthStep = 16;

/** The heads of all columns: one stop of the Tab key, and arrow keys between them. */
export function HeaderRow({ row, layout, sort, onLayout, onSort, onSay, onLeave }: HeaderRowProps) {
  const hintId = useId();
  const [current, setCurrent] = useState<ColumnId | null>(null);
  const [dragged, setDragged] = useState<{ readonly id: ColumnId; readonly place: number } | null>(null);
  const currentIndex = Math.max(
    0,
    layout.findIndex(({ id }) => id === current),
  );

  const cells = () => [...(row.current?.querySelectorAll<HTMLElement>('[role=columnheader]') ?? [])];
  const focusAt = (index: number) => cells()[index]?.querySelector('button')?.focus();
  const sortBy = (id: ColumnId) => {
    const key = sortKeyOf(id);
    if (key !== null) onSort(nextSort(sort, key));
  };
  const move = (id: ColumnId, place: number) => {
    const to = Math.max(0, Math.min(place, layout.length - 1));
    onLayout((before) => withColumnAt(before, id, to));
    onSay(tableText.columnMoved(visibleColumnName(id), to + 1, layout.length));
  };
  const resize = (id: ColumnId, width: number) => {
    onLayout((before) => withWidth(before, id, width));
    onSay(tableText.columnWidth(visibleColumnName(id), Math.round(width)));
  };
  const remove = (id: ColumnId, index: number) => {
    if (layout.length === 1) return;
    onLayout((before) => withoutColumn(before, id));
    onSay(tableText.columnRemoved(visibleColumnName(id)));
    setCurrent(layout[index + 1]?.id ?? layout[index - 1]?.id ?? null);
    requestAnimationFrame(() => focusAt(Math.min(index, layout.length - 2)));
  };
  /** The place among the other columns over which the pointer is. */
  const placeAt = (id: ColumnId, clientX: number) =>
    cells().filter((cell) => {
      const { left, width } = cell.getBoundingClientRect();
      return cell.getAttribute('data-column') !== id && clientX > left + width / 2;
    }).length;
  const drag = (id: ColumnId, { clientX, step }: DragStep) => {
    const place = placeAt(id, clientX);
    setDragged(step === 'over' ? { id, place } : null);
    if (step === 'drop') move(id, place);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>, id: ColumnId, index: number) => {
    event.stopPropagation();
    if (event.altKey || event.metaKey) return;
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : null;
    if (step !== null) {
      if (event.ctrlKey) move(id, index + step);
      else if (event.shiftKey) resize(id, (cells()[index]?.offsetWidth ?? 0) + step * widthStep);
      else focusAt(Math.max(0, Math.min(index + step, layout.length - 1)));
    } else if (event.key === 'Home') focusAt(0);
    else if (event.key === 'End') focusAt(layout.length - 1);
    else if (event.key === 'ArrowDown') onLeave();
    else if (event.key === 'Delete') remove(id, index);
    else if (event.key === 'Escape' && dragged !== null) setDragged(null);
    else return;
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the headers in it have the focus.
    <div ref={row} className="grid-row grid-header" role="row" aria-rowindex={1}>
      {layout.map(({ id }, index) => (
        <ColumnHeader
          key={id}
          id={id}
          index={index}
          sort={sort}
          isCurrent={index === currentIndex}
          drop={dropMark(dragged, layout, id)}
          hintId={hintId}
          onFocus={() => setCurrent(id)}
          onSort={() => sortBy(id)}
          onKeyDown={(event) => onKeyDown(event, id, index)}
          onDrag={(step) => drag(id, step)}
          onWidth={(width) => onLayout((before) => withWidth(before, id, width))}
          onFit={() => resize(id, contentWidth(row.current, id))}
        />
      ))}
      <span hidden id={hintId}>
        {tableText.headerHint}
      </span>
    </div>
  );
}

/** The column stands in front of the one that has its place now, or at the end. */
function dropMark(
  dragged: { readonly id: ColumnId; readonly place: number } | null,
  layout: ColumnLayout,
  id: ColumnId,
): 'before' | 'behind' | null {
  if (dragged === null || dragged.id === id) return null;
  const others = layout.filter((column) => column.id !== dragged.id);
  if (others[dragged.place]?.id === id) return 'before';
  return dragged.place >= others.length && others.at(-1)?.id === id ? 'behind' : null;
}

/** What the rows on screen need for this column, and the header. */
function contentWidth(header: HTMLElement | null, id: ColumnId): number {
  const cells = header?.closest('[role=grid]')?.querySelectorAll<HTMLElement>('[data-column]') ?? [];
  const range = document.createRange();
  let width = 0;
  for (const cell of cells) {
    if (cell.getAttribute('data-column') !== id) continue;
    range.selectNodeContents(cell);
    width = Math.max(width, range.getBoundingClientRect().width);
  }
  return width + 24;
}
