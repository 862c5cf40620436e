import { renderUtcTime } from '../adapters/utc-time.ts';
import { type CsvRow, renderCsvRow } from '../export/csv.ts';
import type { Redaction } from './redact-bundle.ts';
import type { RedactionOrder } from './redaction-order.ts';
import type { WrittenScan } from './scan-written.ts';

/** Who redacts what, as far as it is the same in every line of a log. */
export type RedactionFacts = Pick<RedactionOrder, 'by' | 'reason' | 'privilege' | 'claimedTime'> & {
  readonly origin: string;
};

const logColumns = [
  ...['number', 'what', 'origin', 'seq', 'leaf (SHA-256)', 'field (JSON pointer)'],
  ...['reason', 'privilege', 'by', 'at (UTC)'],
];

/** The redaction log: what was left out and why, and nothing of what it was. */
export function renderLogHead(): CsvRow {
  return renderCsvRow(logColumns);
}

export function renderLogRow(number: number, redaction: Redaction, facts: RedactionFacts): CsvRow {
  const { what, seq, leaf, pointer } = redaction;
  const { origin, reason, privilege, by, claimedTime } = facts;
  const words = what === 'entry' ? 'entry withheld' : 'field hidden';
  return renderCsvRow([
    ...[String(number), words, origin, String(seq), leaf, pointer],
    ...[reason, privilege, by, renderUtcTime(claimedTime)],
  ]);
}

/** The last line of the log: what a reading of everything that was written says. */
export function renderLogScan(scan: WrittenScan, { origin, by, claimedTime }: RedactionFacts): CsvRow {
  return renderCsvRow([
    ...['', 'scan of what was written', origin, '', '', ''],
    ...[scanInWords(scan), '', by, renderUtcTime(claimedTime)],
  ]);
}

/** What was looked for, what was found, and what was not looked for; no value is in it. */
export function scanInWords(scan: WrittenScan): string {
  const { found } = scan;
  const ofFields = new Set(found.flatMap(({ of, text }) => (of === 'field' ? [text] : []))).size;
  const ofEntries = new Set(found.flatMap(({ of, text }) => (of === 'entry' ? [text] : []))).size;
  const notSearched = [
    [scan.shortTexts, 'shorter than 4 characters'],
    [scan.stayingTexts, 'values that entries which stay have as well'],
    [scan.textsBeyondLimit, 'more than are held at once'],
  ] as const;
  const unsearched = notSearched.flatMap(([count, why]) => (count > 0 ? [`${count} ${why}`] : []));
  return [
    `${scan.bytes} bytes in ${scan.files} files were read again.`,
    `Values of hidden fields: ${scan.fieldTexts} looked for, ${ofFields} found.`,
    `Texts that only withheld entries have: ${scan.entryTexts} looked for, ${ofEntries} found inside other texts.`,
    ...(unsearched.length > 0 ? [`Not looked for: ${unsearched.join('; ')}.`] : []),
    ...(scan.textOnly > 0 ? [`Too short to be looked for in base64 and hex: ${scan.textOnly}.`] : []),
  ].join(' ');
}

const privilegeColumns = [
  ...['number', 'date of the entry (UTC)', 'origin', 'seq', 'leaf (SHA-256)', 'withheld'],
  ...['privilege', 'reason', 'claimed by'],
];

/** The privilege log: one line for each redaction that a privilege is claimed for. */
export function renderPrivilegeHead(): CsvRow {
  return renderCsvRow(privilegeColumns);
}

export function renderPrivilegeRow(number: number, redaction: Redaction, facts: RedactionFacts): CsvRow {
  const { what, seq, leaf, pointer, claimedTime } = redaction;
  const { origin, privilege, reason, by } = facts;
  return renderCsvRow([
    ...[String(number), claimedTime ?? '', origin, String(seq), leaf],
    ...[what === 'entry' ? 'whole entry' : `field ${pointer}`, privilege, reason, by],
  ]);
}
