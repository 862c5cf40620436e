import type { ExportedLine } from './exported-line.ts';

export const exportForms = ['csv', 'ndjson', 'ecs', 'ocsf', 'parquet'] as const;
export type ExportForm = (typeof exportForms)[number];

/** Writes the lines of a result in one form, a run after the other. */
export interface ExportWriter {
  /** Names of the columns, where the form has some. */
  readonly columns: readonly string[] | null;
  /** Lines that the form has no place for: only entries can be mapped to the fields of others. */
  readonly leftOut: number;
  /** Cells that got an apostrophe in front, because a spreadsheet would have computed them or read them as something else. */
  readonly guarded: number;
  begin(): Uint8Array;
  lines(lines: readonly ExportedLine[]): Uint8Array;
  end(): Uint8Array;
}

export interface ExportOptions {
  /** Names of further columns. */
  readonly further: readonly string[];
  /** For CSV: three bytes by which some spreadsheets know UTF-8. */
  readonly hasByteOrderMark: boolean;
  /** Name and version of this program. */
  readonly tool: { readonly name: string; readonly version: string };
}

/** How a file of this form usually ends. */
export function fileEndingOf(form: ExportForm): string {
  switch (form) {
    case 'csv':
      return '.csv';
    case 'ndjson':
      return '.ndjson';
    case 'ecs':
      return '.ecs.ndjson';
    case 'ocsf':
      return '.ocsf.ndjson';
    case 'parquet':
      return '.parquet';
    default:
      return form satisfies never;
  }
}
