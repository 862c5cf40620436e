import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { EntryOrdinal } from '../../../../shared/bytes/units.ts';
import type { HitRow } from '../../../../shared/contract/search-protocol.ts';
import type { SearchPages } from '../../../client/search-pages.ts';
import type { ExploreSearch } from '../query/explore-search.ts';
import { extendedTo, noRows, onlyRow, type RowSelection } from './row-selection.ts';

/** A line, by where it lies. */
export interface HitLine {
  readonly bundleId: string;
  readonly ordinal: EntryOrdinal;
}

/** Where a person is in a result: the active row and cell, and the rows that are chosen. */
export interface HitCursor {
  /** Null until there is a result. */
  readonly pages: SearchPages | null;
  /** Another one names another result, which begins at its first row; a check that ends makes the same one anew. */
  readonly result: string;
  readonly active: number;
  /** Index of the column that the frame of the active cell is in. */
  readonly column: number;
  readonly selection: RowSelection;
  /** Rises with each jump: then the row is shown in the middle, with what surrounds it. */
  readonly jumps: number;
  moveTo(row: number, how?: 'only' | 'extend' | 'jump'): void;
  setColumn(column: number): void;
  select(selection: RowSelection, active?: number): void;
}

interface CursorState {
  /** Names the result: order and total. What is chosen are places in it, which mean nothing in another. */
  readonly result: string;
  readonly active: number;
  readonly column: number;
  readonly selection: RowSelection;
  readonly jumps: number;
}

interface HitCursorOptions {
  readonly explore: ExploreSearch;
  /** The line beside the table. When it is opened from elsewhere, the table goes there. */
  readonly opened: HitLine | null;
  /** The panel follows the active row while it is open. */
  readonly onFollow: (line: HitLine) => void;
}

/** The way through the rows of a result. Another result begins at its first row, with none chosen. */
export function useHitCursor({ explore, opened, onFollow }: HitCursorOptions): HitCursor {
  const { calls, search } = explore;
  const pages = search.shown?.pages ?? null;
  useSyncExternalStore(pages?.subscribe ?? subscribeToNothing, pages?.version ?? versionOfNothing);
  const result = useMemo(() => (pages === null ? '' : JSON.stringify([pages.order, pages.total])), [pages]);
  const [stored, setState] = useState<CursorState>(() => ({ ...start, result }));
  const state = stored.result === result ? stored : { ...start, result, column: stored.column };
  if (state !== stored) setState(state);

  const activeRow = pages?.rowAt(state.active) ?? null;
  const lastFollowed = useRef<HitLine | null>(null);
  /** True between a move and the moment at which the row that was moved to is there. */
  const isFollowing = useRef(false);
  const moveTo = useCallback<HitCursor['moveTo']>((row, how = 'only') => {
    isFollowing.current = true;
    setState((before) => ({
      ...before,
      active: row,
      selection: how === 'extend' ? extendedTo(before.selection, row) : onlyRow(row),
      jumps: how === 'jump' ? before.jumps + 1 : before.jumps,
    }));
  }, []);

  useEffect(() => {
    if (!isFollowing.current || opened === null || activeRow === null) return;
    isFollowing.current = false;
    lastFollowed.current = lineOf(activeRow);
    if (!isSameLine(opened, activeRow)) onFollow(lastFollowed.current);
  }, [activeRow, opened, onFollow]);

  // A line that was opened from elsewhere, as from a check result, is looked for. Another result of the same search
  // begins at its first row all the same: that is what a person wants to see of it.
  const openedKey = opened === null ? '' : JSON.stringify([opened.bundleId, opened.ordinal, result]);
  const latest = useRef({ opened, active: state.active });
  latest.current = { opened, active: state.active };
  useEffect(() => {
    const { opened: line, active } = latest.current;
    if (openedKey === '' || line === null) lastFollowed.current = null;
    if (pages === null || line === null) return;
    if (lastFollowed.current !== null && isSameLine(lastFollowed.current, line)) return;
    lastFollowed.current = line;
    const row = pages.rowAt(active);
    if (row !== null && isSameLine(row, line)) return;
    let isWanted = true;
    const show = (row: number | null) => {
      if (isWanted && row !== null) {
        setState((before) => ({
          ...before,
          active: row,
          selection: onlyRow(row),
          jumps: before.jumps + 1,
        }));
      }
    };
    // Without an answer the table stays where it is: the panel shows the line all the same.
    calls.call('findHit', { ...pages.order, target: { kind: 'line', ...line } }).then(show, () => show(null));
    return () => {
      isWanted = false;
    };
  }, [openedKey, pages, calls]);

  const setColumn = useCallback((column: number) => setState((before) => ({ ...before, column })), []);
  const select = useCallback<HitCursor['select']>(
    (selection, active) => setState((before) => ({ ...before, selection, active: active ?? before.active })),
    [],
  );
  return useMemo(
    () => ({
      ...{ pages, result, active: state.active, column: state.column, selection: state.selection },
      ...{ jumps: state.jumps, moveTo, setColumn, select },
    }),
    [pages, result, state, moveTo, setColumn, select],
  );
}

const start = { active: 0, column: 0, selection: noRows, jumps: 0 } as const;

export function lineOf({ bundleId, ordinal }: HitRow): HitLine {
  return { bundleId, ordinal };
}

export function isSameLine(one: HitLine, other: HitLine): boolean {
  return one.bundleId === other.bundleId && one.ordinal === other.ordinal;
}

const subscribeToNothing = () => () => undefined;
const versionOfNothing = () => 0;
