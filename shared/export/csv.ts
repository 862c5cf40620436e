/** Rows of a file that spreadsheets open. */
export interface CsvRow {
  /** With its line end (RFC 4180: CRLF). */
  readonly text: string;
  /** Cells that got an apostrophe in front, because a spreadsheet would have computed them. */
  readonly guarded: number;
}

/** One row. Each cell is quoted, so no separator of any country cuts one. */
export function renderCsvRow(cells: readonly string[]): CsvRow {
  let guarded = 0;
  const written = cells.map((cell) => {
    const isGuarded = wouldBeComputed(cell);
    if (isGuarded) guarded += 1;
    return `"${isGuarded ? "'" : ''}${cell.replaceAll('"', '""')}"`;
  });
  return { text: `${written.join(',')}\r\n`, guarded };
}

/**
 * Whether some spreadsheet takes the cell for a formula. Spaces and characters that are not seen may stand in front, and the
 * signs may be the wide ones of East Asian keyboards: programs have been seen to skip the first and to read the second. A plain
 * number stays one.
 */
function wouldBeComputed(cell: string): boolean {
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(cell)) return false;
  return /^[\s\p{Cc}\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u.test(cell) || /^[\t\r\n]/.test(cell);
}
