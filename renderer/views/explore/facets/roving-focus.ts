import { type KeyboardEvent, useState } from 'react';

/** A button in a list of rows, each with the same few buttons. */
export interface RovingPlace {
  readonly row: number;
  readonly column: number;
}

/** Where a key leads among rows of buttons; null for a key that leads nowhere. */
export function rovingTarget(
  key: string,
  { row, column }: RovingPlace,
  size: { readonly rows: number; readonly columns: number },
): RovingPlace | null {
  const toRow = (to: number) => ({ row: Math.max(0, Math.min(to, size.rows - 1)), column });
  switch (key) {
    case 'ArrowDown':
      return toRow(row + 1);
    case 'ArrowUp':
      return toRow(row - 1);
    case 'Home':
      return toRow(0);
    case 'End':
      return toRow(size.rows - 1);
    case 'ArrowRight':
      return { row, column: Math.min(column + 1, size.columns - 1) };
    case 'ArrowLeft':
      return { row, column: Math.max(column - 1, 0) };
    default:
      return null;
  }
}

/** One stop of the Tab key for all buttons of a list; arrow keys go from one to the next. */
export function useRovingFocus(size: { readonly rows: number; readonly columns: number }) {
  const [stored, setPlace] = useState<RovingPlace>({ row: 0, column: 0 });
  const place = { ...stored, row: Math.max(0, Math.min(stored.row, size.rows - 1)) };
  return {
    tabIndexOf: (row: number, column: number) => (row === place.row && column === place.column ? 0 : -1),
    onFocus: (row: number, column: number) => setPlace({ row, column }),
    /** True when the key was its own. */
    onKeyDown: (event: KeyboardEvent<HTMLElement>): boolean => {
      const target = rovingTarget(event.key, place, size);
      if (target === null || event.ctrlKey || event.metaKey || event.altKey) return false;
      event.preventDefault();
      const rows = event.currentTarget.querySelectorAll('[role=row]');
      const buttons = rows[target.row]?.querySelectorAll('button') ?? [];
      buttons[Math.min(target.column, buttons.length - 1)]?.focus();
      return true;
    },
  };
}
