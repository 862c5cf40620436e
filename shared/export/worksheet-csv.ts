import type { FieldValue } from '../adapters/field-value.ts';
import type { EventFields } from '../adapters/read-event.ts';
import { renderUtcTime } from '../adapters/utc-time.ts';
import type { UnixMillis } from '../bytes/units.ts';
import type { Sample } from '../casework/case-work.ts';
import { marksOf, remarkOf } from '../casework/sample-progress.ts';
import { renderCsvRow } from './csv.ts';

/** What the case has of a line that was drawn. */
export interface WorksheetLine {
  readonly time: UnixMillis | null;
  readonly fields: EventFields;
}

const columns = ['actor', 'action', 'target', 'outcome'] as const;

/** A sample with its marks, a row for each line in the order of the selection; null for a line that the case does not have. */
export function renderWorksheet(sample: Sample, lines: readonly (WorksheetLine | null)[]): string {
  const { content } = sample.made;
  const head = [
    ...['number', 'origin', 'seq', 'leaf (SHA-256)', 'stratum', 'in the case', 'time (UTC)', ...columns],
    ...content.attributes,
    ...['remark', 'reviewed by', 'reviewed at (UTC)'],
  ];
  const rows = content.lines.map(({ origin, seq, leaf, stratum }, position) => {
    const line = lines[position] ?? null;
    const result = sample.results.get(position);
    const time = line?.time ?? null;
    return [
      ...[String(position + 1), origin, String(seq), leaf, stratum, line === null ? 'no' : 'yes'],
      time === null ? '' : renderUtcTime(time),
      ...columns.map((column) => (line === null ? '' : wordsOf(line.fields[column]))),
      ...marksOf(sample, position),
      remarkOf(sample, position),
      result?.content.by ?? '',
      result === undefined ? '' : renderUtcTime(result.at),
    ];
  });
  return [head, ...rows].map((cells) => renderCsvRow(cells).text).join('');
}

/** Nothing, and why there is nothing, are not the same text. */
function wordsOf(value: FieldValue): string {
  return value.kind === 'text' ? value.text : `(${value.kind})`;
}
