import type { Block, Runs, Table } from '../document.ts';
import { plain } from './runs.ts';

export function heading(level: 1 | 2 | 3, id: string, runs: Runs | string): Block {
  return { kind: 'heading', level, id, runs: toRuns(runs) };
}

export function paragraph(runs: Runs | string): Block {
  return { kind: 'paragraph', runs: toRuns(runs) };
}

export function bulleted(items: readonly (Runs | string)[]): Block {
  return { kind: 'list', isOrdered: false, items: items.map(toRuns) };
}

/** Rows without a value are left out by whoever asks: `null` is no row. */
export function facts(rows: readonly (readonly [name: string, value: Runs | string] | null)[]): Block {
  return {
    kind: 'facts',
    rows: rows.flatMap((row) => (row === null ? [] : [{ name: row[0], value: toRuns(row[1]) }])),
  };
}

export function command(text: string): Block {
  return { kind: 'code', runs: [{ text, style: 'code' }] };
}

export type Column = Table['columns'][number];

export function column(name: string, weight: number, align: Column['align'] = 'start'): Column {
  return { name, align, weight };
}

export function table(
  caption: Runs | string,
  columns: readonly Column[],
  rows: readonly (readonly (Runs | string)[])[],
): Block {
  return { kind: 'table', caption: toRuns(caption), columns, rows: rows.map((row) => row.map(toRuns)) };
}

function toRuns(runs: Runs | string): Runs {
  return typeof runs === 'string' ? [plain(runs)] : runs;
}
