import { createCsvExport } from './csv-export.ts';
import { createEcsExport } from './ecs-export.ts';
import type { ExportForm, ExportOptions, ExportWriter } from './export-form.ts';
import { createNdjsonExport } from './ndjson-export.ts';
import { createOcsfExport } from './ocsf-export.ts';
import { createParquetExport } from './parquet-export.ts';

/** What writes lines in this form. */
export function createExport(form: ExportForm, options: ExportOptions): ExportWriter {
  switch (form) {
    case 'csv':
      return createCsvExport(options);
    case 'ndjson':
      return createNdjsonExport();
    case 'ecs':
      return createEcsExport();
    case 'ocsf':
      return createOcsfExport(options);
    case 'parquet':
      return createParquetExport(options);
    default:
      return form satisfies never;
  }
}
