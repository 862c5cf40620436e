import { FormatError } from '../bytes/errors.ts';
import type { ByteCount, DigestHex } from '../bytes/units.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { CustodyHead } from '../case/custody-log.ts';
import { readDigest } from '../casework/target.ts';
import type { JsonValue } from '../json/json-value.ts';
import { ObjectReader } from '../json/object-reader.ts';
import { parseStrictJson } from '../json/parse-json.ts';

const caseFileFormat = 'evidence-case/1';

/** SSHSIG namespace: it keeps a signature on something else from passing for one on a case. */
export const caseFileNamespace = 'evidence-case@v1';

export const caseMembers = {
  description: 'case.json',
  journal: 'journal.ndjson',
  manifest: 'manifest-sha256.txt',
  signature: 'manifest-sha256.txt.sig',
} as const;

/** `case.json`: what the file says that it holds. */
export interface CaseDescription {
  readonly caseId: string;
  readonly name: string;
  /** Where the log ends. */
  readonly head: CustodyHead;
  /** In the order of their digests. */
  readonly files: readonly ArchivedFile[];
}

/** A delivered file, which lies under `files/` by its digest. */
export interface ArchivedFile {
  readonly fileName: string;
  readonly fileSha256: DigestHex;
  readonly bytes: ByteCount;
}

export function archivedFilePath({ fileSha256 }: Pick<ArchivedFile, 'fileSha256'>): string {
  return `files/${fileSha256}`;
}

/** Members in a fixed order, one line each for people; the same description gives the same bytes. */
export function renderCaseDescription({ caseId, name, head, files }: CaseDescription): Uint8Array {
  const document = {
    format: caseFileFormat,
    caseId,
    name,
    records: head.records,
    head: head.leaf,
    files: files.map(({ fileName, fileSha256, bytes }) => ({ fileName, fileSha256, bytes })),
  };
  return encodeUtf8(`${JSON.stringify(document, null, 2)}\n`);
}

/** Throws FormatError `json` for whatever is none, and names both versions where the format is a newer one. */
export function parseCaseDescription(bytes: Uint8Array): CaseDescription {
  const where = `in ${caseMembers.description}`;
  const reader = new ObjectReader(parseStrictJson(bytes), where);
  const format = reader.text('format');
  if (format !== caseFileFormat) {
    throw new FormatError(
      'json',
      `Expected the format ${caseFileFormat} ${where}, found ${format.slice(0, 80)}. Another version of the program has written this file.`,
    );
  }
  const description: CaseDescription = {
    caseId: reader.text('caseId'),
    name: reader.text('name'),
    head: { records: reader.count('records'), leaf: readDigest(reader, 'head', where) },
    files: reader.list('files', readArchivedFile),
  };
  reader.end();
  const digests = description.files.map(({ fileSha256 }) => fileSha256);
  if (digests.some((digest, index) => index > 0 && digest <= (digests[index - 1] ?? ''))) {
    throw new FormatError('json', `Expected files in the order of their digests, each once, ${where}.`);
  }
  return description;
}

function readArchivedFile(value: JsonValue, where: string): ArchivedFile {
  const reader = new ObjectReader(value, where);
  const file: ArchivedFile = {
    fileName: reader.text('fileName'),
    fileSha256: readDigest(reader, 'fileSha256', where),
    bytes: reader.count('bytes'),
  };
  reader.end();
  return file;
}
