import { parseArgs } from 'node:util';
import { eventFields } from '../shared/adapters/event-field.ts';
import { type ExportForm, exportForms } from '../shared/export/export-form.ts';
import { requireOption, UsageError } from './options.ts';

/** What a person asked to be exported. */
export interface ExportRequest {
  readonly paths: readonly string[];
  readonly query: string;
  readonly form: ExportForm;
  readonly out: string;
  readonly further: readonly string[];
  readonly hasByteOrderMark: boolean;
  readonly purpose: string;
  readonly receivedBy: string;
  readonly identity: { readonly path: string; readonly passphraseFile: string } | null;
  /** Columns whose values get other names, and the file that says which. */
  readonly pseudonyms: { readonly columns: readonly string[]; readonly table: string } | null;
  readonly store: string | undefined;
}

/** Reads the arguments of `vouch export`. Throws UsageError. */
export function readExportRequest(args: readonly string[]): ExportRequest {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      form: { type: 'string', default: 'csv' },
      out: { type: 'string' },
      field: { type: 'string', multiple: true, default: [] },
      bom: { type: 'boolean', default: false },
      purpose: { type: 'string', default: '' },
      'received-by': { type: 'string', default: '' },
      identity: { type: 'string' },
      'passphrase-file': { type: 'string' },
      pseudonyms: { type: 'string', multiple: true, default: [] },
      'pseudonym-table': { type: 'string' },
      store: { type: 'string' },
    },
  });
  const query = positionals.at(-1);
  const paths = positionals.slice(0, -1);
  if (query === undefined || paths.length === 0)
    throw new UsageError('export needs the path of at least one bundle, and a query behind it.');
  const form = exportForms.find((each) => each === values.form);
  if (form === undefined) throw new UsageError(`--form is one of ${exportForms.join(', ')}.`);
  if (values.bom && form !== 'csv') throw new UsageError('--bom is for CSV.');
  if (values.field.length > 0 && form !== 'csv' && form !== 'parquet')
    throw new UsageError('--field adds a column to CSV and Parquet; the other forms have none.');
  return {
    paths,
    query,
    form,
    out: requireOption(values.out, 'out'),
    further: values.field,
    hasByteOrderMark: values.bom,
    purpose: values.purpose,
    receivedBy: values['received-by'],
    identity:
      values.identity === undefined
        ? null
        : {
            path: values.identity,
            passphraseFile: requireOption(values['passphrase-file'], 'passphrase-file'),
          },
    pseudonyms: readPseudonyms(values.pseudonyms, values['pseudonym-table'], { form, further: values.field }),
    store: values.store,
  };
}

function readPseudonyms(
  lists: readonly string[],
  table: string | undefined,
  { form, further }: Pick<ExportRequest, 'form' | 'further'>,
): ExportRequest['pseudonyms'] {
  const columns = lists.flatMap((list) => list.split(','));
  if (columns.length === 0) return null;
  if (form === 'ndjson')
    throw new UsageError('--pseudonyms would change the lines, and NDJSON has them as they were signed.');
  const known = new Set<string>([...eventFields, ...further]);
  const unknown = columns.filter((column) => !known.has(column));
  if (unknown.length > 0)
    throw new UsageError(`--pseudonyms names columns of the file; it has no ${unknown.join(', ')}.`);
  return { columns, table: requireOption(table, 'pseudonym-table') };
}
