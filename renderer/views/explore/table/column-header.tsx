// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold a part of its rows and stay a table.
// biome-ignore-all lint/a11y/useFocusableInteractive: the button in the header has the focus.
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { HitSort } from '../../../../shared/contract/search-protocol.ts';
import { fieldNames } from '../../../text/explore.ts';
import { columnNames } from '../../../text/table.ts';
import { EvidenceText } from '../../common/evidence-text.tsx';
import { Icon } from '../../common/icon.tsx';
import { type ColumnId, isEventField, isOwnColumn, leastWidth, sortKeyOf } from './column-layout.ts';
import { ariaSortOf } from './sort-order.ts';

interface ColumnHeaderProps {
  readonly id: ColumnId;
  readonly index: number;
  readonly sort: HitSort;
  /** The one header that Tab reaches. */
  readonly isCurrent: boolean;
  /** Where a dragged column would come to stand, seen from this one. */
  readonly drop: 'before' | 'behind' | null;
  readonly hintId: string;
  readonly onFocus: () => void;
  readonly onSort: (key: string) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onDrag: (event: DragStep) => void;
  readonly onWidth: (width: number) => void;
  readonly onFit: () => void;
}

/** A header that is moved by the pointer. */
export interface DragStep {
  readonly clientX: number;
  readonly step: 'over' | 'drop' | 'give-up';
}

/** Nearer than this a press is a press. */
const dragThreshold = 6;

/** The head of a column: pressed it sorts, dragged it moves, and at its edge it changes its width. */
export function ColumnHeader(props: ColumnHeaderProps) {
  const { id, index, sort, isCurrent, drop, hintId } = props;
  const key = sortKeyOf(id);
  const ariaSort = ariaSortOf(sort, key);
  const drag = useDrag(props.onDrag);
  return (
    <div
      className={id === '#seq' ? 'cell number' : 'cell'}
      role="columnheader"
      aria-colindex={index + 1}
      aria-sort={ariaSort}
      data-column={id}
      data-drop={drop ?? undefined}
    >
      <button
        type="button"
        className="column-button"
        tabIndex={isCurrent ? 0 : -1}
        aria-describedby={hintId}
        onFocus={props.onFocus}
        onKeyDown={props.onKeyDown}
        onClick={() => {
          if (!drag.wasDragged() && key !== null) props.onSort(key);
        }}
        {...drag.handlers}
      >
        <ColumnName id={id} />
        {ariaSort !== undefined && ariaSort !== 'none' && (
          <Icon name={ariaSort === 'descending' ? 'down' : 'up'} size={12} />
        )}
      </button>
      <ResizeEdge onWidth={props.onWidth} onFit={props.onFit} />
    </div>
  );
}

/** A name of ours, or what the evidence calls a field. */
export function ColumnName({ id }: { readonly id: ColumnId }) {
  if (isOwnColumn(id)) return <span className="column-name">{columnNames[id]}</span>;
  if (isEventField(id)) return <span className="column-name">{fieldNames[id]}</span>;
  return (
    <span className="column-name">
      <EvidenceText text={id} limit={120} />
    </span>
  );
}

function useDrag(onDrag: (event: DragStep) => void) {
  const pressed = useRef<{ readonly x: number; readonly isDragged: boolean } | null>(null);
  const wasDragged = useRef(false);
  const end = (clientX: number, step: 'drop' | 'give-up') => {
    if (pressed.current?.isDragged === true) onDrag({ clientX, step });
    pressed.current = null;
  };
  return {
    wasDragged: () => wasDragged.current,
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        wasDragged.current = false;
        if (event.button !== 0) return;
        pressed.current = { x: event.clientX, isDragged: false };
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onPointerMove: ({ clientX }: PointerEvent) => {
        if (pressed.current === null) return;
        const isDragged = pressed.current.isDragged || Math.abs(clientX - pressed.current.x) > dragThreshold;
        if (!isDragged) return;
        pressed.current = { ...pressed.current, isDragged };
        wasDragged.current = true;
        onDrag({ clientX, step: 'over' });
      },
      onPointerUp: ({ clientX }: PointerEvent) => end(clientX, 'drop'),
      onPointerCancel: ({ clientX }: PointerEvent) => end(clientX, 'give-up'),
    },
  };
}

interface ResizeEdgeProps {
  readonly onWidth: (width: number) => void;
  readonly onFit: () => void;
}

/** For the pointer alone: with the keyboard the header itself changes its width. */
function ResizeEdge({ onWidth, onFit }: ResizeEdgeProps) {
  const grip = useRef<{ readonly x: number; readonly width: number } | null>(null);
  return (
    <span
      className="column-edge"
      aria-hidden="true"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        const width = event.currentTarget.parentElement?.clientWidth ?? leastWidth;
        grip.current = { x: event.clientX, width };
        event.currentTarget.setPointerCapture(event.pointerId);
        event.preventDefault();
      }}
      onPointerMove={({ clientX }) => {
        if (grip.current !== null) onWidth(grip.current.width + clientX - grip.current.x);
      }}
      onPointerUp={() => {
        grip.current = null;
      }}
      onPointerCancel={() => {
        grip.current = null;
      }}
      onDoubleClick={onFit}
    />
  );
}
