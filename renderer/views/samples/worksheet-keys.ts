import type { TickMark } from '../../../shared/casework/sample.ts';

/** Where a person is in a worksheet. */
export interface WorksheetCell {
  /** In the order of the selection, from 0. */
  readonly position: number;
  /** Of the attributes, from 0. */
  readonly attribute: number;
}

export type WorksheetKey =
  | { readonly kind: 'go'; readonly to: WorksheetCell }
  /** `next` is where a person goes on: the next attribute of the line, or the next line. */
  | { readonly kind: 'mark'; readonly mark: TickMark; readonly next: WorksheetCell }
  | { readonly kind: 'open' | 'remark' };

export interface WorksheetSize {
  readonly lines: number;
  readonly attributes: number;
  /** Lines of a page. */
  readonly page: number;
}

/** What a key does at a cell; null for one that does nothing. */
export function worksheetKey(key: string, at: WorksheetCell, size: WorksheetSize): WorksheetKey | null {
  const { position, attribute } = at;
  const to = (line: number, column: number): WorksheetKey => ({
    kind: 'go',
    to: {
      position: Math.max(0, Math.min(size.lines - 1, line)),
      attribute: Math.max(0, Math.min(size.attributes - 1, column)),
    },
  });
  switch (key) {
    case 'ArrowDown':
      return to(position + 1, attribute);
    case 'ArrowUp':
      return to(position - 1, attribute);
    case 'ArrowRight':
      return to(position, attribute + 1);
    case 'ArrowLeft':
      return to(position, attribute - 1);
    case 'PageDown':
      return to(position + size.page, attribute);
    case 'PageUp':
      return to(position - size.page, attribute);
    case 'Home':
      return to(0, attribute);
    case 'End':
      return to(size.lines - 1, attribute);
    case 'Enter':
      return { kind: 'open' };
    case 'r':
    case 'R':
      return { kind: 'remark' };
    case 'o':
    case 'O':
      return { kind: 'mark', mark: 'ok', next: after(at, size) };
    case 'x':
    case 'X':
      // An exception wants a remark, so the line stays.
      return { kind: 'mark', mark: 'exception', next: at };
    case 'n':
    case 'N':
      return { kind: 'mark', mark: 'not-applicable', next: after(at, size) };
    case 'Delete':
    case 'Backspace':
      return { kind: 'mark', mark: 'open', next: at };
    default:
      return null;
  }
}

function after({ position, attribute }: WorksheetCell, size: WorksheetSize): WorksheetCell {
  if (attribute + 1 < size.attributes) return { position, attribute: attribute + 1 };
  return position + 1 < size.lines ? { position: position + 1, attribute: 0 } : { position, attribute };
}
