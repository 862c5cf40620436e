import { lf } from '../bytes/ascii.ts';
import { concatBytes } from '../bytes/concat.ts';
import { BugError } from '../bytes/errors.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { ReportedEntry, ReportedExhibit, ReportRecord } from '../report/record.ts';
import { renderCsvMember } from './csv-member.ts';
import type { PackMember } from './pack-member.ts';
import { entriesByName, entryKey, lineBytesOf, renderProof } from './reported-lines.ts';

/** Each exhibit as lines, with the proofs of its lines, and the disclosures of committed fields that may be seen. */
export function renderExhibits(record: ReportRecord): readonly PackMember[] {
  const byName = entriesByName(record);
  const exhibits = record.exhibits.map((exhibit) => ({ exhibit, lines: linesOf(exhibit, byName) }));
  return [
    ...exhibits.flatMap(({ exhibit, lines }) => renderExhibit(record, exhibit, lines)),
    { path: 'data/exhibits/index.csv', bytes: renderIndex(record, exhibits) },
  ];
}

interface ExhibitLines {
  readonly exhibit: ReportedExhibit;
  readonly lines: readonly ReportedEntry[];
}

function linesOf(
  { entries }: ReportedExhibit,
  byName: ReadonlyMap<string, ReportedEntry>,
): readonly ReportedEntry[] {
  return entries.map((name) => {
    const entry = byName.get(entryKey(name));
    if (entry === undefined) throw new BugError('An exhibit names an entry that the record does not have.');
    return entry;
  });
}

function renderExhibit(
  record: ReportRecord,
  { number }: ReportedExhibit,
  lines: readonly ReportedEntry[],
): readonly PackMember[] {
  const proofs = lines.flatMap((entry) => renderProof(record, entry) ?? []);
  const disclosed = lines.flatMap(({ seq, content }) =>
    content.kind === 'line' && content.disclosures.length > 0
      ? [`${JSON.stringify({ seq, d: content.disclosures })}\n`]
      : [],
  );
  return [
    { path: `data/exhibits/${number}.ndjson`, bytes: concatBytes(lines.flatMap(endedLine)) },
    ...textMember(`data/exhibits/${number}.tlog-proofs`, proofs),
    ...textMember(`data/exhibits/${number}.disclosures.ndjson`, disclosed),
  ];
}

function endedLine(entry: ReportedEntry): readonly Uint8Array[] {
  const bytes = lineBytesOf(entry);
  if (bytes === null) throw new BugError('The record has a line that is no base64.');
  return [bytes, Uint8Array.of(lf)];
}

function textMember(path: string, pieces: readonly string[]): readonly PackMember[] {
  return pieces.length === 0 ? [] : [{ path, bytes: encodeUtf8(pieces.join('')) }];
}

const indexHead = [
  ...['exhibit', 'title', 'line', 'origin', 'seq', 'leaf (SHA-256)', 'time (UTC)', 'shown', 'proof'],
  ...['tree size', 'file (SHA-256)'],
];

function renderIndex(record: ReportRecord, exhibits: readonly ExhibitLines[]): Uint8Array {
  const rows = exhibits.flatMap(({ exhibit, lines }) => {
    let proofs = 0;
    return lines.map((entry, index) => {
      const isProven = renderProof(record, entry) !== null;
      if (isProven) proofs += 1;
      const { origin, seq, leaf, content, proof, fileSha256 } = entry;
      return [
        ...[exhibit.number, exhibit.title, String(index + 1), origin, String(seq), leaf],
        content.kind === 'line' ? (content.time ?? '') : '',
        content.kind,
        // The number of the proof in the file of proofs, or why there is none.
        isProven ? String(proofs) : proof.kind === 'none' ? proof.reason : 'no checkpoint',
        proof.kind === 'path' ? String(proof.size) : '',
        fileSha256,
      ];
    });
  });
  return renderCsvMember(indexHead, rows);
}
