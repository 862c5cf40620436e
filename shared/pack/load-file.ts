import { encodeUtf8 } from '../bytes/utf8.ts';
import { exhibitLineNumber } from '../casework/exhibit.ts';
import { countPages } from '../report/pdf/count-pages.ts';
import type { ReportedEntry, ReportRecord } from '../report/record.ts';
import type { PackMember } from './pack-member.ts';
import { entriesByName, entryKey } from './reported-lines.ts';

/** What Concordance takes by default, and every review platform after it. */
const field = '\u0014';
const qualifier = '\u00FE';

const columns = [
  ...['DOCID', 'BEGATTACH', 'ENDATTACH', 'TITLE', 'DOCDATE', 'LOG', 'SEQ', 'LEAF_SHA256', 'STATE'],
  ...['NATIVELINK', 'NATIVELINE', 'TEXT'],
] as const;

/**
 * For review platforms: a document for the report and one for each line of each exhibit. An exhibit is a family. The text of a
 * line is for searching; its bytes lie in the file that the row links to.
 */
export function renderLoadFiles(record: ReportRecord, pdf: Uint8Array | null): readonly PackMember[] {
  const rows = [reportRow(record, pdf !== null), ...exhibitRows(record)];
  const dat = [columns, ...rows].map(renderRow).join('');
  return [
    { path: 'data/loadfile/load.dat', bytes: encodeUtf8(`\uFEFF${dat}`) },
    ...(pdf === null
      ? []
      : [{ path: 'data/loadfile/load.opt', bytes: encodeUtf8(renderImages(record, countPages(pdf))) }]),
  ];
}

function reportRow({ number, title, produced }: ReportRecord, hasPdf: boolean): readonly string[] {
  const native = hasPdf ? String.raw`..\report\report.pdf` : String.raw`..\report\report.json`;
  const id = documentId(number);
  return [id, id, id, title, produced.claimedTime.slice(0, 10), '', '', '', 'report', native, '', ''];
}

function exhibitRows(record: ReportRecord): readonly (readonly string[])[] {
  const byName = entriesByName(record);
  return record.exhibits.flatMap(({ number, title, entries }) => {
    const idOf = (index: number) => exhibitLineNumber(documentId(number), index);
    return entries.flatMap((name, index) => {
      const entry = byName.get(entryKey(name));
      if (entry === undefined) return [];
      const { content } = entry;
      return [
        [
          ...[idOf(index), idOf(0), idOf(entries.length - 1), title],
          content.kind === 'line' ? (content.time ?? '').slice(0, 10) : '',
          ...[name.origin, String(name.seq), name.leaf, content.kind],
          ...[`..\\exhibits\\${number}.ndjson`, String(index + 1)],
          textOf(entry),
        ],
      ];
    });
  });
}

function textOf({ content }: ReportedEntry): string {
  return content.kind === 'line' ? content.line : '';
}

/** Opticon: key, volume, path, first page of a document, folder, box, pages. Only the report has pages; exhibits are lines. */
function renderImages({ number }: ReportRecord, pages: number | null): string {
  return `${documentId(number)},VOL001,..\\report\\report.pdf,Y,,,${pages ?? ''}\r\n`;
}

/** Platforms take no more than these characters in an identifier. */
function documentId(number: string): string {
  return number.replace(/[^A-Za-z0-9._-]/g, '_');
}

function renderRow(cells: readonly string[]): string {
  return `${cells.map((cell) => qualifier + withoutMarkup(cell) + qualifier).join(field)}\r\n`;
}

/** What would end a cell or a row is named instead, so no text of a stranger can make a document of its own. */
function withoutMarkup(cell: string): string {
  return cell.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\u00AE\u00FE]/gu,
    (character) => `<U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>`,
  );
}
