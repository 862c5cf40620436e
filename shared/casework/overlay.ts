import { parseUtcTime, renderUtcTime } from '../adapters/utc-time.ts';
import { lf } from '../bytes/ascii.ts';
import { FormatError } from '../bytes/errors.ts';
import { toHex } from '../bytes/hex.ts';
import type { DigestHex, UnixMillis } from '../bytes/units.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import { sha256 } from '../crypto/digest.ts';
import type { JsonValue } from '../json/json-value.ts';
import { ObjectReader } from '../json/object-reader.ts';
import { parseStrictJson } from '../json/parse-json.ts';
import { type MadeContent, readMadeContent, renderMadeContent } from './made-content.ts';
import { readDigest } from './target.ts';

const overlayFormat = 'vouch-overlay/1';
/** What the signature over the lines was made for. */
export const overlayNamespace = 'vouch-overlay';

/** What one reviewer made of evidence, for another one who has the same evidence. */
export interface Overlay {
  readonly head: OverlayHead;
  /** Ascending by record. */
  readonly records: readonly OverlayRecord[];
}

export interface OverlayHead {
  readonly caseName: string;
  /** `caseDigestOf`: tells two cases apart, and says nothing else of them. */
  readonly caseDigest: DigestHex;
  /** Who hands it over. */
  readonly reviewer: string;
  /** Where the log of the case ended: what was made later is not in the overlay. */
  readonly custody: { readonly records: number; readonly leaf: DigestHex };
  /** The delivered files of the case, by origin of their log. */
  readonly files: readonly { readonly origin: string; readonly fileSha256: DigestHex }[];
}

/** A record that counts, or the mere name of one that was undone: what a person took back is not handed on. */
export type OverlayRecord =
  | {
      readonly kind: 'made';
      readonly record: number;
      readonly id: DigestHex;
      readonly at: UnixMillis;
      readonly content: MadeContent;
    }
  | { readonly kind: 'undone'; readonly record: number; readonly id: DigestHex };

/** Some 50,000 notes; a larger file is no work of persons. */
export const mostOverlayBytes = 16 * 1024 * 1024;

export function caseDigestOf(caseId: string): DigestHex {
  return toHex(sha256(encodeUtf8(`vouch-case\n${caseId}`)));
}

/** The name of a record on every machine. One that came from elsewhere keeps the name that it came with. */
export function recordIdOf(caseDigest: DigestHex, record: number, content: MadeContent): DigestHex {
  if (content.from !== undefined) return content.from.record;
  return toHex(
    sha256(encodeUtf8(`${overlayFormat}\n${caseDigest}\n${record}\n${renderMadeContent(content)}`)),
  );
}

export function renderOverlay({ head, records }: Overlay): Uint8Array {
  const lines = [headLine(head, records.length), ...records.map(recordLine)];
  return encodeUtf8(`${lines.join('\n')}\n`);
}

/** Reads what `renderOverlay` writes, and refuses whatever else it is. Throws FormatError `json` or `utf8` with the line. */
export function parseOverlay(bytes: Uint8Array): Overlay {
  if (bytes.length > mostOverlayBytes) {
    throw new FormatError('json', `Expected at most ${mostOverlayBytes} bytes, found ${bytes.length}.`);
  }
  if (bytes.at(-1) !== lf) throw new FormatError('json', 'Expected a last line that ends, found none.');
  const [first = '', ...rest] = decodeUtf8(bytes).slice(0, -1).split('\n');
  const { head, lines } = atLine(1, () => parseHead(first));
  const records: OverlayRecord[] = [];
  const ids = new Set<DigestHex>();
  for (const [index, line] of rest.entries()) {
    const record = atLine(index + 2, () => {
      const parsed = parseRecord(line, head.caseDigest);
      if (parsed.record <= (records.at(-1)?.record ?? -1)) throw wrong('records in their order');
      if (parsed.record >= head.custody.records) throw wrong('records of the log that the head names');
      if (ids.has(parsed.id)) throw wrong('each record once, this one is there twice');
      return parsed;
    });
    ids.add(record.id);
    records.push(record);
  }
  if (records.length !== lines) {
    throw new FormatError('json', `Expected ${lines} records, found ${records.length}.`, { line: 1 });
  }
  return { head, records };
}

function headLine(head: OverlayHead, lines: number): string {
  const { caseName, caseDigest, reviewer, custody, files } = head;
  return JSON.stringify({
    format: overlayFormat,
    case: caseName,
    caseDigest,
    reviewer,
    custody: { records: custody.records, leaf: custody.leaf },
    files: files.map(({ origin, fileSha256 }) => ({ origin, fileSha256 })),
    records: lines,
  });
}

function recordLine(each: OverlayRecord): string {
  switch (each.kind) {
    case 'made':
      return `{"record":${each.record},"at":"${renderUtcTime(each.at)}","content":${renderMadeContent(each.content)}}`;
    case 'undone':
      return `{"record":${each.record},"undone":"${each.id}"}`;
    default:
      return each satisfies never;
  }
}

function parseHead(line: string): { readonly head: OverlayHead; readonly lines: number } {
  const where = 'in the head of the overlay';
  const reader = new ObjectReader(parseStrictJson(encodeUtf8(line)), where);
  // First: of another format, nothing else can be said.
  reader.word('format', [overlayFormat]);
  const head: OverlayHead = {
    caseName: reader.text('case'),
    caseDigest: readDigest(reader, 'caseDigest', where),
    reviewer: reader.text('reviewer'),
    custody: reader.object('custody', (custody) => ({
      records: custody.count('records'),
      leaf: readDigest(custody, 'leaf', where),
    })),
    files: reader.list('files', readFile),
  };
  const lines = reader.count('records');
  reader.end();
  if (headLine(head, lines) !== line) throw wrong('a head that is spelled as it would be written');
  return { head, lines };
}

function readFile(value: JsonValue, where: string): OverlayHead['files'][number] {
  const reader = new ObjectReader(value, where);
  const file = { origin: reader.text('origin'), fileSha256: readDigest(reader, 'fileSha256', where) };
  reader.end();
  return file;
}

function parseRecord(line: string, caseDigest: DigestHex): OverlayRecord {
  const value = parseStrictJson(encodeUtf8(line));
  const where = 'in a record of the overlay';
  const reader = new ObjectReader(value, where);
  const record = reader.count('record');
  const undone = reader.ifThere('undone', () => readDigest(reader, 'undone', where));
  const parsed: OverlayRecord =
    undone === undefined
      ? readMade(reader, value, record, caseDigest)
      : { kind: 'undone', record, id: undone };
  // This refuses further members as well.
  if (recordLine(parsed) !== line) throw wrong('a record that is spelled as it would be written');
  return parsed;
}

function readMade(
  reader: ObjectReader,
  value: JsonValue,
  record: number,
  caseDigest: DigestHex,
): OverlayRecord {
  const at = parseUtcTime(reader.text('at'));
  if (at === null) throw wrong('a time in UTC');
  // The reader has seen that there is an object; what is in this member, the content reads for itself.
  const inside = value instanceof Map ? value.get('content') : undefined;
  if (inside === undefined) throw wrong('a content');
  const content = readMadeContent(inside);
  if (content.kind === 'case-facts' || content.kind === 'undo')
    throw wrong('what is handed on, not facts or undoings');
  if (content.by.trim() === '') throw wrong('who made it');
  return { kind: 'made', record, id: recordIdOf(caseDigest, record, content), at, content };
}

function atLine<Value>(line: number, read: () => Value): Value {
  try {
    return read();
  } catch (caught) {
    if (!(caught instanceof FormatError)) throw caught;
    throw new FormatError(caught.code, caught.message, { line }, caught);
  }
}

function wrong(expected: string): FormatError {
  return new FormatError('json', `Expected ${expected}.`);
}
