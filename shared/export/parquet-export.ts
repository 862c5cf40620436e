import { ByteWriter, type ColumnSource, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import { eventFields } from '../adapters/event-field.ts';
import type { FieldValue } from '../adapters/field-value.ts';
import type { ExportOptions, ExportWriter } from './export-form.ts';
import type { ExportedLine } from './exported-line.ts';

/** Rows are laid out by columns, and as many are held as a group has. */
const groupRows = 20_000;

type Column = Omit<ColumnSource, 'data'> & { readonly readCell: (line: ExportedLine) => unknown };

/**
 * Parquet with typed columns, compressed by Snappy. A field that is absent is null, an empty one is an empty text, and the names of
 * withheld ones stand in `withheld_fields`.
 */
export function createParquetExport({
  further,
  tool,
}: Pick<ExportOptions, 'further' | 'tool'>): ExportWriter {
  const columns = columnsOf(further);
  const target = new ByteWriter();
  let writer: ParquetWriter | null = null;
  let waiting: ExportedLine[] = [];

  const writeGroup = () => {
    const group = waiting;
    waiting = [];
    const columnData = columns.map(({ readCell, ...column }) => ({ ...column, data: group.map(readCell) }));
    writer ??= new ParquetWriter({
      writer: target,
      schema: schemaFromColumnData({ columnData }),
      createdBy: `${tool.name} ${tool.version}`,
    });
    if (group.length > 0) void writer.write({ columnData, rowGroupSize: group.length });
  };
  /** What was written since it was last asked for. */
  const taken = (): Uint8Array => {
    const bytes = target.getBytes().slice();
    target.index = 0;
    return bytes;
  };

  return {
    columns: columns.map(({ name }) => name),
    leftOut: 0,
    guarded: 0,
    begin: () => new Uint8Array(0),
    lines(lines) {
      for (const line of lines) {
        waiting.push(line);
        if (waiting.length === groupRows) writeGroup();
      }
      return taken();
    },
    end() {
      if (waiting.length > 0 || writer === null) writeGroup();
      void writer?.finish();
      return taken();
    },
  };
}

function columnsOf(further: readonly string[]): readonly Column[] {
  const text = (name: string, readCell: Column['readCell']): Column => ({
    name,
    type: 'STRING',
    nullable: true,
    readCell,
  });
  const columns: readonly Column[] = [
    text('file', ({ bundle }) => bundle.fileName),
    text('origin', ({ bundle }) => bundle.origin),
    { name: 'line', type: 'INT64', nullable: false, readCell: ({ ordinal }) => BigInt(ordinal + 1) },
    {
      name: 'seq',
      type: 'INT64',
      nullable: true,
      readCell: ({ seq }) => (seq === null ? null : BigInt(seq)),
    },
    text('leaf_sha256', ({ leaf }) => leaf),
    {
      name: 'time',
      type: 'TIMESTAMP',
      nullable: true,
      readCell: ({ time }) => (time === null ? null : BigInt(time)),
    },
    text('reading', ({ reading }) => reading),
    { name: 'damaged', type: 'BOOLEAN', nullable: false, readCell: ({ isDamaged }) => isDamaged },
    ...eventFields.map((field) => text(field, ({ fields }) => textOrNull(fields[field]))),
    text('withheld_fields', ({ fields }) => {
      const withheld = eventFields.filter((field) => fields[field].kind === 'withheld');
      return withheld.length === 0 ? null : withheld.join(',');
    }),
    {
      name: 'line_bytes',
      type: 'BYTE_ARRAY',
      nullable: true,
      readCell: ({ bytes }) => bytes,
    },
  ];
  const taken = new Set(columns.map(({ name }) => name));
  const others = further.map((field, index): Column => {
    let name = field;
    // Two columns of one name cannot be told apart.
    while (taken.has(name)) name = `${name}_`;
    taken.add(name);
    return text(name, ({ further: values }) => joined(values[index] ?? []));
  });
  return [...columns, ...others];
}

function joined(values: readonly FieldValue[]): string | null {
  const texts = values.flatMap((value) => textOrNull(value) ?? []);
  return texts.length === 0 ? null : texts.join('; ');
}

function textOrNull(value: FieldValue): string | null {
  if (value.kind === 'text') return value.text;
  return value.kind === 'empty' ? '' : null;
}
