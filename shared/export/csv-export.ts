import { eventFields } from '../adapters/event-field.ts';
import type { FieldValue } from '../adapters/field-value.ts';
import { renderUtcTime } from '../adapters/utc-time.ts';
import { concatBytes } from '../bytes/concat.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { renderCsvRow } from './csv.ts';
import type { ExportOptions, ExportWriter } from './export-form.ts';
import type { ExportedLine } from './exported-line.ts';

const placeColumns = ['file', 'origin', 'line', 'seq', 'leaf (SHA-256)', 'time (UTC)', 'reading', 'damaged'];
const byteOrderMark = Uint8Array.of(0xef, 0xbb, 0xbf);

/** RFC 4180. A field that is absent is an empty cell; empty and withheld ones say so in brackets. */
export function createCsvExport({ further, hasByteOrderMark }: ExportOptions): ExportWriter {
  const columns = [...placeColumns, ...eventFields, ...further];
  let guarded = 0;
  const row = (cells: readonly string[]) => {
    const written = renderCsvRow(cells);
    guarded += written.guarded;
    return written.text;
  };
  const valueCell = (value: FieldValue) => {
    if (value.kind === 'absent') return '';
    if (value.kind !== 'text') return `(${value.kind})`;
    // What a log says must not pass for what we say of it.
    if (!/^'*\((?:empty|withheld)\)$/.test(value.text)) return value.text;
    guarded += 1;
    return `'${value.text}`;
  };
  return {
    columns,
    leftOut: 0,
    get guarded() {
      return guarded;
    },
    begin() {
      const head = encodeUtf8(row(columns));
      return hasByteOrderMark ? concatBytes([byteOrderMark, head]) : head;
    },
    lines: (lines) =>
      encodeUtf8(
        lines
          .map((line) =>
            row([
              ...placeCells(line),
              ...eventFields.map((field) => valueCell(line.fields[field])),
              ...further.map((_, index) => (line.further[index] ?? []).map(valueCell).join('; ')),
            ]),
          )
          .join(''),
      ),
    end: () => new Uint8Array(0),
  };
}

function placeCells({
  bundle,
  ordinal,
  seq,
  leaf,
  time,
  reading,
  isDamaged,
}: ExportedLine): readonly string[] {
  return [
    ...[bundle.fileName, bundle.origin, String(ordinal + 1), seq === null ? '' : String(seq), leaf ?? ''],
    ...[time === null ? '' : renderUtcTime(time), reading, isDamaged ? 'yes' : 'no'],
  ];
}
