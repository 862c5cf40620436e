import { type ColumnChoice, type ColumnId, type ColumnLayout, isEventField } from './column-layout.ts';

/** Least width, and the share of what is left. `ch` is a digit of the evidence typeface. */
const widths = new Map<ColumnId, readonly [least: number, share: number]>([
  ['#seq', [86, 0]],
  ['#time', [216, 0]],
  ['#source', [150, 0.8]],
  ['#state', [124, 0]],
  ['actor', [112, 1.2]],
  ['action', [108, 1]],
  ['target', [112, 1.4]],
  ['outcome', [80, 0.5]],
  ['service', [84, 0.8]],
  ['address', [126, 0.9]],
]);
const fieldWidth = [124, 1] as const;

/** One grid template for all rows, so that a row is laid out without looking at any other. */
export function columnTemplate(layout: ColumnLayout): string {
  const isAllFixed = layout.every((column) => isFixed(column));
  return layout
    .map((column, index) => {
      // Where nothing else takes what is left, the last column does, so that stripes reach the edge.
      if (isAllFixed && index === layout.length - 1) return `minmax(${leastOf(column)}px, 1fr)`;
      if (column.id === '#seq' && column.width === null) return 'var(--seq-column, 86px)';
      return isFixed(column) ? `${leastOf(column)}px` : `minmax(${leastOf(column)}px, ${shareOf(column)}fr)`;
    })
    .join(' ');
}

/** Below this the table scrolls sideways. */
export function leastTableWidth(layout: ColumnLayout): number {
  return layout.reduce((sum, column) => sum + leastOf(column), 0);
}

function leastOf({ id, width }: ColumnChoice): number {
  return width ?? (widths.get(id) ?? fieldWidth)[0];
}

function shareOf({ id }: ColumnChoice): number {
  return (widths.get(id) ?? fieldWidth)[1];
}

function isFixed(column: ColumnChoice): boolean {
  return column.width !== null || (shareOf(column) === 0 && !isEventField(column.id));
}
