import { readLine } from '../bundle/read-line.ts';
import { lf } from '../bytes/ascii.ts';
import { concatBytes } from '../bytes/concat.ts';
import { BugError } from '../bytes/errors.ts';
import { limits } from '../bytes/limits.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { ExhibitContent } from '../casework/exhibit.ts';
import type { ExtractedEntry, ReportExtract } from '../report/extract.ts';
import { bestCopies, lineKey } from '../report/named-lines.ts';
import { toUtcText } from '../report/utc-text.ts';
import { renderCsvMember } from './csv-member.ts';
import { renderExhibitReadme } from './exhibit-readme.ts';
import type { PackMember } from './pack-member.ts';
import { noteOf, renderProof } from './reported-lines.ts';

/** What an exhibit is made a file of: its lines and the bundles in which they were found, each verified for it. */
export type ExhibitEvidence = Pick<ReportExtract, 'bundles' | 'entries'>;

/** One line of the exhibit, with all that lies in the file for it. */
export interface ExhibitLine {
  /** From 1 on, as in the file of lines. */
  readonly position: number;
  readonly entry: ExtractedEntry;
  /** C2SP tlog-proof; null where no checkpoint covers the line. */
  readonly proof: string | null;
  /** Where the line and its proof lie by themselves; null for a stub, which no other reader can digest, and without a proof. */
  readonly path: string | null;
  /** The signed note that the proof leads to. */
  readonly checkpoint: string | null;
}

export interface ExhibitFile {
  readonly members: readonly PackMember[];
  readonly lines: number;
  /** Lines that have a proof in the file. */
  readonly proven: number;
}

/** The file in which one exhibit leaves a case. The same evidence gives the same members, on every machine. */
export function renderExhibitFile(exhibit: ExhibitContent, evidence: ExhibitEvidence): ExhibitFile {
  const { lines, notes } = toLines(exhibit, evidence);
  const { number } = exhibit;
  const proven = lines.filter(({ proof }) => proof !== null).length;
  const members = [
    { path: `${number}.ndjson`, bytes: concatBytes(lines.flatMap(({ entry }) => [entry.line, lineEnd])) },
    ...textMember(
      `${number}.tlog-proofs`,
      lines.flatMap(({ proof }) => proof ?? []),
    ),
    ...textMember(
      `${number}.disclosures.ndjson`,
      lines.flatMap(({ entry: { seq, disclosures } }) =>
        disclosures.length > 0 ? [`${JSON.stringify({ seq, d: disclosures })}\n`] : [],
      ),
    ),
    ...lines.flatMap(renderAlone),
    ...[...notes].map(([note, path]) => ({ path, bytes: encodeUtf8(note) })),
    { path: 'index.csv', bytes: renderIndex(exhibit, lines) },
    { path: 'README.txt', bytes: renderExhibitReadme(exhibit, lines, evidence) },
  ];
  return { members, lines: lines.length, proven };
}

const lineEnd = Uint8Array.of(lf);

function toLines({ sources }: ExhibitContent, evidence: ExhibitEvidence) {
  const copies = bestCopies(evidence.entries);
  const notes = new Map<string, string>();
  const names = sources.flatMap(({ origin, lines }) => lines.map((line) => ({ origin, ...line })));
  const lines = names.map((name, index): ExhibitLine => {
    const entry = copies.get(lineKey(name));
    if (entry === undefined) throw new BugError('An exhibit names a line that was not gathered.');
    const position = index + 1;
    const proof = renderProof(evidence, entry);
    const note = noteOf(evidence, entry);
    if (note !== null && !notes.has(note)) notes.set(note, `checkpoints/${notes.size + 1}.note`);
    return {
      ...{ position, entry, proof },
      path: proof === null || isStub(entry) ? null : `lines/${String(position).padStart(4, '0')}.json`,
      checkpoint: note === null ? null : (notes.get(note) ?? null),
    };
  });
  return { lines, notes };
}

function isStub({ line }: ExtractedEntry): boolean {
  return readLine(line, limits).reading === 'withheld';
}

function renderAlone({ entry, proof, path }: ExhibitLine): readonly PackMember[] {
  if (path === null || proof === null) return [];
  return [
    { path, bytes: entry.line },
    { path: `${path}.tlog-proof`, bytes: encodeUtf8(proof) },
  ];
}

function textMember(path: string, pieces: readonly string[]): readonly PackMember[] {
  return pieces.length === 0 ? [] : [{ path, bytes: encodeUtf8(pieces.join('')) }];
}

const indexHead = [
  ...['exhibit', 'title', 'line', 'origin', 'seq', 'leaf (SHA-256)', 'time (UTC)', 'shown', 'proof'],
  ...['tree size', 'checkpoint', 'file (SHA-256)'],
];

function renderIndex({ number, title }: ExhibitContent, lines: readonly ExhibitLine[]): Uint8Array {
  let proofs = 0;
  const rows = lines.map(({ position, entry, proof: rendered, checkpoint }) => {
    if (rendered !== null) proofs += 1;
    const { origin, seq, leaf, time, proof, fileSha256 } = entry;
    return [
      ...[number, title, String(position), origin, String(seq), leaf, toUtcText(time) ?? ''],
      isStub(entry) ? 'withheld-by-sender' : 'line',
      // The number of the proof in the file of proofs, or why there is none.
      proof.kind === 'none' ? proof.reason : String(proofs),
      proof.kind === 'none' ? '' : String(proof.size),
      checkpoint ?? '',
      fileSha256,
    ];
  });
  return renderCsvMember(indexHead, rows);
}
