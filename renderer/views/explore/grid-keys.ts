import type { EntryOrdinal } from '../../../shared/bytes/units.ts';

export type GridAction =
  | { readonly kind: 'move'; readonly to: EntryOrdinal }
  | { readonly kind: 'sideways'; readonly by: -1 | 1 }
  | { readonly kind: 'open' };

interface GridPosition {
  readonly active: EntryOrdinal;
  readonly total: number;
  /** Whole rows that fit on the screen. */
  readonly pageRows: number;
}

/** What a key means in the table of entries; null for every key that is not its own. */
export function gridActionOf(key: string, { active, total, pageRows }: GridPosition): GridAction | null {
  const move = (to: number): GridAction => ({ kind: 'move', to: Math.max(0, Math.min(to, total - 1)) });
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return move(active + 1);
    case 'ArrowUp':
    case 'k':
      return move(active - 1);
    // One row stays, so that the eye does not lose its line.
    case 'PageDown':
      return move(active + Math.max(1, pageRows - 1));
    case 'PageUp':
      return move(active - Math.max(1, pageRows - 1));
    case 'Home':
      return move(0);
    case 'End':
      return move(total - 1);
    case 'ArrowLeft':
      return { kind: 'sideways', by: -1 };
    case 'ArrowRight':
      return { kind: 'sideways', by: 1 };
    case 'Enter':
      return { kind: 'open' };
    default:
      return null;
  }
}
