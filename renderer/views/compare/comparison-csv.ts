import type { CompareAnswer, ComparedLines } from '../../../shared/contract/search-protocol.ts';
import { type CsvRow, renderCsvRow } from '../../../shared/export/csv.ts';
import { compareText } from '../../text/compare.ts';
import { missingFieldNames } from '../../text/explore.ts';

export interface ComparisonCsv {
  readonly text: string;
  readonly rows: number;
  /** Cells that a spreadsheet would have computed. */
  readonly guarded: number;
  /** Values that there are and that have no row. */
  readonly unlisted: number;
}

/** What each side asks, in words; then a row for each value. Shares are numbers, which a spreadsheet can add up. */
export function comparisonCsv(
  { fields, totals }: CompareAnswer & { readonly kind: 'compared' },
  words: { readonly left: string; readonly right: string },
): ComparisonCsv {
  const { csv } = compareText;
  let unlisted = 0;
  const rowOf = (field: string, standing: string, value: string, lines: ComparedLines) =>
    renderCsvRow([field, standing, value, ...figures(lines, totals)]);
  const rows: CsvRow[] = [
    renderCsvRow([csv.sides.left, words.left]),
    renderCsvRow([csv.sides.right, words.right]),
    renderCsvRow(csv.header),
    rowOf('', '', csv.total, totals),
  ];
  for (const comparison of fields) {
    for (const kind of ['onlyRight', 'onlyLeft', 'both'] as const) {
      const { values, count } = comparison[kind];
      unlisted += count - values.length;
      rows.push(...values.map((value) => rowOf(comparison.field, csv.standings[kind], value.text, value)));
    }
    for (const kind of ['absent', 'empty', 'withheld'] as const) {
      const lines = comparison[kind];
      if (lines.left + lines.right === 0) continue;
      rows.push(rowOf(comparison.field, csv.standings.missing, missingFieldNames[kind], lines));
    }
  }
  return {
    text: rows.map(({ text }) => text).join(''),
    rows: rows.length,
    guarded: rows.reduce((sum, { guarded }) => sum + guarded, 0),
    unlisted,
  };
}

function figures({ left, right }: ComparedLines, totals: ComparedLines): readonly string[] {
  const [share, otherShare] = [percent(left, totals.left), percent(right, totals.right)];
  const change = totals.left === 0 || totals.right === 0 ? '' : digits(otherShare - share);
  return [
    ...[String(left), String(totals.left), totals.left === 0 ? '' : digits(share)],
    ...[String(right), String(totals.right), totals.right === 0 ? '' : digits(otherShare), change],
  ];
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : (part / whole) * 100;
}

/** Never with an exponent, and without a sign before nothing. */
function digits(value: number): string {
  const text = value.toFixed(4);
  return Number(text) === 0 ? '0.0000' : text;
}
