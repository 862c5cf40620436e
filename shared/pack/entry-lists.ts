import { encodeUtf8 } from '../bytes/utf8.ts';
import type { ReportedEntry, ReportRecord } from '../report/record.ts';
import { renderCsvMember } from './csv-member.ts';
import type { PackMember } from './pack-member.ts';

/** Every entry of a report, for programs and for spreadsheets. */
export function renderEntryLists({ entries }: ReportRecord): readonly PackMember[] {
  const fields = [
    ...new Set(entries.flatMap((entry) => fieldsOf(entry).map(({ field }) => field))),
  ].toSorted();
  return [
    { path: 'data/entries.csv', bytes: renderCsv(entries, fields) },
    { path: 'data/entries.json', bytes: encodeUtf8(`${JSON.stringify(entries, null, 2)}\n`) },
  ];
}

function renderCsv(entries: readonly ReportedEntry[], fields: readonly string[]): Uint8Array {
  const head = [
    ...['origin', 'seq', 'leaf (SHA-256)', 'file (SHA-256)', 'time (UTC)', 'shown'],
    ...fields,
    'line',
  ];
  const rows = entries.map((entry) => {
    const { origin, seq, leaf, fileSha256, content } = entry;
    const values = new Map(fieldsOf(entry).map(({ field, value }) => [field, value]));
    return [
      ...[origin, String(seq), leaf, fileSha256],
      content.kind === 'line' ? (content.time ?? '') : '',
      content.kind,
      ...fields.map((field) => values.get(field) ?? ''),
      content.kind === 'line' ? content.line : '',
    ];
  });
  return renderCsvMember(head, rows);
}

function fieldsOf({ content }: ReportedEntry): readonly { readonly field: string; readonly value: string }[] {
  return content.kind === 'line' ? content.event : [];
}
