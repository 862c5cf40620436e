/** What a key means in the table of hits. */
export type TableAction =
  /** To another row, which is then the only chosen one, or the end of a run that began earlier. */
  | { readonly kind: 'move'; readonly to: number; readonly isExtending: boolean }
  /** To another cell of the row. */
  | { readonly kind: 'column'; readonly to: number }
  | { readonly kind: 'open' | 'toggle' | 'select-all' | 'menu' | 'header' | 'give-up' }
  | { readonly kind: 'copy'; readonly what: 'cell' | 'rows' | 'citation' }
  /** Search for the value of the cell, or for all lines but those with it. */
  | { readonly kind: 'value'; readonly edit: 'only' | 'leave-out' };

export interface TablePosition {
  readonly active: number;
  readonly column: number;
  readonly total: number;
  readonly columns: number;
  /** Whole rows that fit on the screen. */
  readonly pageRows: number;
  /** Rows that are chosen. */
  readonly selected: number;
}

export interface PressedKey {
  readonly key: string;
  readonly shiftKey: boolean;
  /** Ctrl, or Command on a Mac. */
  readonly isCommand: boolean;
  readonly altKey: boolean;
}

/** Null for every key that is not the table's own. */
export function tableActionOf(pressed: PressedKey, position: TablePosition): TableAction | null {
  if (pressed.altKey) return null;
  return pressed.isCommand ? commandOf(pressed, position) : plainOf(pressed, position);
}

function commandOf({ key, shiftKey }: PressedKey, position: TablePosition): TableAction | null {
  switch (key) {
    case 'a':
      return shiftKey ? null : { kind: 'select-all' };
    // What is chosen is copied: several rows, or else the one cell that has the frame.
    case 'c':
      return shiftKey ? null : { kind: 'copy', what: position.selected > 1 ? 'rows' : 'cell' };
    case ' ':
      return { kind: 'toggle' };
    case 'ArrowLeft':
      return { kind: 'column', to: 0 };
    case 'ArrowRight':
      return { kind: 'column', to: position.columns - 1 };
    case 'Home':
      return moveTo(0, position, shiftKey);
    case 'End':
      return moveTo(position.total - 1, position, shiftKey);
    default:
      return null;
  }
}

function plainOf({ key, shiftKey }: PressedKey, position: TablePosition): TableAction | null {
  const { active, column, columns, pageRows, total } = position;
  // One row stays, so that the eye does not lose its line.
  const page = Math.max(1, pageRows - 1);
  switch (key) {
    case 'ArrowDown':
    case 'j':
    case 'J':
      return moveTo(active + 1, position, shiftKey);
    case 'ArrowUp':
      if (active === 0 && !shiftKey) return { kind: 'header' };
      return moveTo(active - 1, position, shiftKey);
    case 'k':
    case 'K':
      return moveTo(active - 1, position, shiftKey);
    case 'PageDown':
      return moveTo(active + page, position, shiftKey);
    case 'PageUp':
      return moveTo(active - page, position, shiftKey);
    case 'Home':
      return moveTo(0, position, shiftKey);
    case 'End':
      return moveTo(total - 1, position, shiftKey);
    case 'ArrowLeft':
      return { kind: 'column', to: Math.max(0, column - 1) };
    case 'ArrowRight':
      return { kind: 'column', to: Math.min(columns - 1, column + 1) };
    case 'Enter':
      return { kind: 'open' };
    case ' ':
      return { kind: 'toggle' };
    case 'Escape':
      return position.selected > 1 ? { kind: 'give-up' } : null;
    case 'ContextMenu':
      return { kind: 'menu' };
    case 'F10':
      return shiftKey ? { kind: 'menu' } : null;
    case '+':
      return { kind: 'value', edit: 'only' };
    case '-':
      return { kind: 'value', edit: 'leave-out' };
    case 'c':
      return { kind: 'copy', what: 'cell' };
    case 'r':
      return { kind: 'copy', what: 'rows' };
    case 'C':
      return { kind: 'copy', what: 'citation' };
    default:
      return null;
  }
}

function moveTo(to: number, { total }: TablePosition, isExtending: boolean): TableAction {
  return { kind: 'move', to: Math.max(0, Math.min(to, total - 1)), isExtending };
}
