/**
 * Rows that a person has chosen, by their place in the result. It holds runs, not rows, so that all of a million cost as
 * much as one, whether or not their content has ever been looked at.
 */
export interface RowSelection {
  /** Ascending, none empty, none touching the next. */
  readonly runs: readonly RowRun[];
  /** From where the next row with Shift is counted. */
  readonly anchor: number;
}

/** Rows from `first` to before `end`. */
export interface RowRun {
  readonly first: number;
  readonly end: number;
}

export const noRows: RowSelection = { runs: [], anchor: 0 };

export function onlyRow(row: number): RowSelection {
  return { runs: [{ first: row, end: row + 1 }], anchor: row };
}

export function allRows(total: number, anchor: number): RowSelection {
  return { runs: total === 0 ? [] : [{ first: 0, end: total }], anchor };
}

/** The rows between the anchor and this one, instead of all others. */
export function extendedTo({ anchor }: RowSelection, row: number): RowSelection {
  return { runs: [{ first: Math.min(anchor, row), end: Math.max(anchor, row) + 1 }], anchor };
}

/** The rows between the anchor and this one, besides all others. */
export function extendedBy(selection: RowSelection, row: number): RowSelection {
  const [run] = extendedTo(selection, row).runs;
  return run === undefined ? selection : { runs: joined([...selection.runs, run]), anchor: selection.anchor };
}

/** This row in when it was out, and out when it was in. */
export function toggled(selection: RowSelection, row: number): RowSelection {
  const run = { first: row, end: row + 1 };
  const runs = isSelected(selection, row)
    ? selection.runs.flatMap((each) => without(each, row))
    : joined([...selection.runs, run]);
  return { runs, anchor: row };
}

export function isSelected({ runs }: RowSelection, row: number): boolean {
  return runs.some(({ first, end }) => row >= first && row < end);
}

export function selectedCount({ runs }: RowSelection): number {
  return runs.reduce((sum, { first, end }) => sum + end - first, 0);
}

function joined(runs: readonly RowRun[]): readonly RowRun[] {
  const sorted = runs.toSorted((one, other) => one.first - other.first);
  const kept: RowRun[] = [];
  for (const run of sorted) {
    const last = kept.at(-1);
    if (last === undefined || run.first > last.end) kept.push(run);
    else kept[kept.length - 1] = { first: last.first, end: Math.max(last.end, run.end) };
  }
  return kept;
}

function without({ first, end }: RowRun, row: number): readonly RowRun[] {
  if (row < first || row >= end) return [{ first, end }];
  return [
    { first, end: row },
    { first: row + 1, end },
  ].filter((run) => run.end > run.first);
}
