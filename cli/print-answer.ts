import { type EventField, eventFields } from '../shared/adapters/event-field.ts';
import type { FieldValue } from '../shared/adapters/field-value.ts';
import { renderUtcTime } from '../shared/adapters/utc-time.ts';
import { BugError } from '../shared/bytes/errors.ts';
import type { Facet, HitRow, SearchOrder, SearchResult } from '../shared/contract/search-protocol.ts';
import { renderCsvRow } from '../shared/export/csv.ts';
import { readyQuery } from '../shared/search/answer-search.ts';
import { bundleOf, type OpenSearch, patientCall } from './open-search.ts';
import type { Terminal } from './terminal.ts';

const schemaVersion = 1;
/** Rows that are made at a time. */
const pageRows = 4_096;
/** A JSON document is one text: without a limit that somebody names, it holds no more. */
const mostJsonRows = 10_000;

export interface PrintedAnswer extends OpenSearch {
  readonly order: SearchOrder;
  readonly answer: Omit<SearchResult, 'tookMillis'>;
  /** Null for all. */
  readonly limit: number | null;
}

interface Form {
  readonly json: boolean;
  readonly csv: boolean;
  readonly count: boolean;
  readonly facet: readonly string[];
}

/** Prints a result in the form that was asked for; what is said of it goes to stderr. */
export async function printAnswer(printed: PrintedAnswer, form: Form, terminal: Terminal): Promise<void> {
  const { answer, limit } = printed;
  const asksForRows = !form.count && form.facet.length === 0;
  const rows = asksForRows ? Math.min(answer.total, limit ?? (form.json ? mostJsonRows : answer.total)) : 0;
  terminal.talk(`${answer.total} of ${answer.searched} lines. ${answer.words}`);
  if (asksForRows && rows < answer.total) terminal.talk(`Only the first ${rows} of them are printed.`);
  if (form.json) {
    terminal.printJson(await toDocument(printed, rows, form));
    return;
  }
  if (form.count) terminal.print(String(answer.total));
  for (const facet of answer.facets) printFacet(facet, form.csv, terminal);
  if (!asksForRows) return;
  if (form.csv) await printCsv(printed, rows, terminal);
  else await eachRow(printed, rows, (row) => terminal.print(rowWords(printed, row)));
}

async function toDocument(printed: PrintedAnswer, rows: number, { count }: Form) {
  const { answer, bundles, order } = printed;
  const { total, searched, words, digest, notes, facets, histogram } = answer;
  const documents: unknown[] = [];
  await eachRow(printed, rows, (row) => documents.push(toRowDocument(printed, row)));
  return {
    schemaVersion,
    query: order.query,
    words,
    digest,
    bundles: bundles.map(({ name, verdict, searched: { fileSha256 } }, index) => ({
      name,
      fileSha256,
      state: verdict.state,
      headline: verdict.headline,
      ...answer.byBundle[index],
      bundleId: undefined,
    })),
    total,
    searched,
    notes: notes.map(({ kind, statement, suggestion }) => ({ kind, statement, suggestion })),
    ...(count ? {} : { facets, histogram: toHistogramDocument(histogram), rows: documents }),
  };
}

function toHistogramDocument(histogram: SearchResult['histogram']) {
  if (histogram === null) return null;
  const { start, width, counts, withoutTime } = histogram;
  return { start: renderUtcTime(start), widthMillis: width, counts, withoutTime };
}

function toRowDocument({ bundles, order }: PrintedAnswer, row: HitRow) {
  return {
    bundle: bundleOf(bundles, row).name,
    line: row.ordinal + 1,
    seq: row.seq,
    time: row.time === null ? null : renderUtcTime(row.time),
    reading: row.reading,
    isDamaged: row.isDamaged,
    fields: Object.fromEntries(eventFields.map((field) => [field, toValueDocument(row.fields[field])])),
    further: Object.fromEntries(
      order.fields.map((field, index) => [field, (row.further[index] ?? []).map(toValueDocument)]),
    ),
  };
}

/** The text, or an object that says why there is none: no text of a log can be mistaken for that. */
function toValueDocument(value: FieldValue) {
  return value.kind === 'text' ? value.text : { missing: value.kind };
}

function rowWords({ bundles, order }: PrintedAnswer, row: HitRow): string {
  const cells = [
    ...(bundles.length > 1 ? [bundleOf(bundles, row).name] : []),
    row.seq === null ? '-' : String(row.seq),
    row.time === null ? '-' : renderUtcTime(row.time),
    ...shownFields.map((field) => valueWords(row.fields[field])),
    ...order.fields.map((_, index) => (row.further[index] ?? []).map(valueWords).join('; ')),
    ...(row.reading === 'entry' ? [] : [`(${row.reading})`]),
    ...(row.isDamaged ? ['(damaged)'] : []),
  ];
  return cells.join('  ');
}

const shownFields: readonly EventField[] = ['actor', 'action', 'target', 'outcome', 'address'];

function valueWords(value: FieldValue): string {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'absent':
      return '-';
    case 'empty':
    case 'withheld':
      return `(${value.kind})`;
    default:
      return value satisfies never;
  }
}

function printFacet(
  { field, values, others, absent, empty, withheld }: Facet,
  isCsv: boolean,
  terminal: Terminal,
) {
  const lines = [
    ...values.map(({ text, count }) => ({ text, count })),
    ...(others.values > 0 ? [{ text: `(${others.values} others)`, count: others.lines }] : []),
    ...(absent > 0 ? [{ text: '(absent)', count: absent }] : []),
    ...(empty > 0 ? [{ text: '(empty)', count: empty }] : []),
    ...(withheld > 0 ? [{ text: '(withheld)', count: withheld }] : []),
  ];
  if (isCsv) {
    printCsvRow(['field', 'value', 'lines'], terminal);
    for (const { text, count } of lines) printCsvRow([field, text, String(count)], terminal);
    return;
  }
  terminal.print(field);
  for (const { text, count } of lines) terminal.print(`${String(count).padStart(12)}  ${text}`);
}

async function printCsv(printed: PrintedAnswer, rows: number, terminal: Terminal): Promise<void> {
  const { bundles, order } = printed;
  let guarded = printCsvRow(
    ['bundle', 'line', 'seq', 'time (UTC)', 'reading', 'damaged', ...eventFields, ...order.fields],
    terminal,
  );
  await eachRow(printed, rows, (row) => {
    guarded += printCsvRow(
      [
        bundleOf(bundles, row).name,
        String(row.ordinal + 1),
        row.seq === null ? '' : String(row.seq),
        row.time === null ? '' : renderUtcTime(row.time),
        row.reading,
        row.isDamaged ? 'yes' : 'no',
        ...eventFields.map((field) => cellText(row.fields[field])),
        ...order.fields.map((_, index) => (row.further[index] ?? []).map(cellText).join('; ')),
      ],
      terminal,
    );
  });
  if (guarded > 0) {
    terminal.talk(`${guarded} cells begin like a formula and have an apostrophe in front.`);
  }
}

function cellText(value: FieldValue): string {
  if (value.kind === 'absent') return '';
  return valueWords(value);
}

function printCsvRow(cells: readonly string[], terminal: Terminal): number {
  const { text, guarded } = renderCsvRow(cells);
  terminal.printBytes(text);
  return guarded;
}

async function eachRow(printed: PrintedAnswer, rows: number, take: (row: HitRow) => void): Promise<void> {
  const { searcher, order } = printed;
  const ready = readyQuery(order.query);
  if (ready.kind === 'invalid') throw new BugError('A query was answered and cannot be read.');
  const result = await searcher.find(ready.query, ready.expressions, patientCall);
  if (result === 'stopped') throw new BugError('A search without a deadline was stopped.');
  const hits = await searcher.order(result, order.sort, patientCall);
  for (let first = 0; first < rows; first += pageRows) {
    const count = Math.min(pageRows, rows - first);
    for (const row of await searcher.rows(hits, { first, count, fields: order.fields }, patientCall))
      take(row);
  }
}
