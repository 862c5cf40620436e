import { parseUtcTime } from '../adapters/utc-time.ts';
import { PlainLine } from '../bundle/plain-line.ts';
import { lf } from '../bytes/ascii.ts';
import { concatBytes } from '../bytes/concat.ts';
import { equalBytes } from '../bytes/equal.ts';
import { asFormatError, FormatError } from '../bytes/errors.ts';
import { toHex } from '../bytes/hex.ts';
import { limits } from '../bytes/limits.ts';
import type { DigestHex } from '../bytes/units.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';
import {
  type CustodyHead,
  checkCustodyChain,
  custodyHeadAfter,
  renderCustodyRecord,
} from '../case/custody-log.ts';
import { type CustodyAction, type CustodyRecord, custodyActions } from '../case/custody-record.ts';
import { createLeafDigests } from '../chain/leaf.ts';
import { type DigestEngine, digestBytes, portableDigests } from '../crypto/digest.ts';
import type { JsonValue } from '../json/json-value.ts';
import { ObjectReader } from '../json/object-reader.ts';
import { parseStrictJson } from '../json/parse-json.ts';

/**
 * The journal of a case is its log, one record a line, in a file outside of the case database: a database that loses
 * everything without an error (measured: one flipped bit in its own log is enough) must not be able to lose what a person made.
 */
export interface CaseJournal {
  /** Those that hold together, from the first on. */
  readonly records: readonly CustodyRecord[];
  /** Bytes of these records with their LFs: where the next one belongs. */
  readonly bytes: number;
  /** Whole lines in the file, also those that do not count. */
  readonly lines: number;
  readonly damage: JournalDamage | null;
}

/** Why nothing behind some line counts. */
export interface JournalDamage {
  /** 1-based. */
  readonly line: number;
  /**
   * `torn`: the last line has no LF, as after a crash in the middle of a write, and was acknowledged to nobody. `altered`:
   * anything else, which no crash does.
   */
  readonly kind: 'torn' | 'altered';
  readonly statement: string;
}

/** The records as lines for the end of a journal. */
export function renderJournalLines(records: readonly CustodyRecord[]): Uint8Array {
  return concatBytes(records.flatMap((record) => [renderCustodyRecord(record), Uint8Array.of(lf)]));
}

/** What makes the reading of a long journal cheap; nothing of it changes what is read. */
export interface JournalReading {
  readonly digests?: DigestEngine;
  /** A log whose chain was checked. A line with the leaf digest of its record is that record, and is not taken apart again. */
  readonly known?: readonly CustodyRecord[];
}

/** Reads a journal from its first line to the first one that does not follow. Bytes of any kind are a journal or a damage. */
export function readJournal(
  caseId: string,
  bytes: Uint8Array,
  { digests = portableDigests, known = [] }: JournalReading = {},
): CaseJournal {
  const records: CustodyRecord[] = [];
  const digestInto = createLeafDigests(digests);
  const digest = new Uint8Array(digestBytes);
  const plain = new PlainLine(limits);
  let start = 0;
  let leaf: DigestHex | null = null;
  const end = (kind: JournalDamage['kind'], statement: string): CaseJournal => ({
    records,
    bytes: start,
    lines: records.length + countLines(bytes, start),
    damage: { line: records.length + 1, kind, statement },
  });
  while (start < bytes.length) {
    const found = bytes.indexOf(lf, start);
    if (found === -1) return end('torn', 'The last line has no end.');
    try {
      const line = bytes.subarray(start, found);
      // The line is the record as it is digested, so it is not written down a second time.
      digestInto(line, digest, 0);
      const lineLeaf = toHex(digest);
      const same = knownLeaf(known, records.length) === lineLeaf ? known[records.length] : undefined;
      // What is stored was written by anybody: also a line that is known must be one that can be read without it.
      const record = same !== undefined && plain.read(line) ? same : parseRecord(line);
      if (!follows(caseId, records.length, leaf, record)) {
        return end('altered', 'The record does not follow from the one before it.');
      }
      records.push(record);
      leaf = lineLeaf;
    } catch (caught) {
      return end('altered', asFormatError(caught).message);
    }
    start = found + 1;
  }
  return { records, bytes: start, lines: records.length, damage: null };
}

/** In a chain that was checked, each record says the leaf of the one before it. */
function knownLeaf(known: readonly CustodyRecord[], index: number): DigestHex | null {
  const next = known[index + 1];
  if (next !== undefined) return next.prev;
  const last = known[index];
  return last === undefined ? null : custodyHeadAfter(last).leaf;
}

function countLines(bytes: Uint8Array, from: number): number {
  let lines = 0;
  for (let at = bytes.indexOf(lf, from); at !== -1; at = bytes.indexOf(lf, at + 1)) lines += 1;
  return lines;
}

/** How the log in the database and the journal beside it go together. */
export type JournalComparison =
  | { readonly kind: 'same' }
  /** The journal lacks the last records: it was not written before the program ended. */
  | { readonly kind: 'journal-behind'; readonly from: number }
  /** The database lacks records that were acknowledged. */
  | { readonly kind: 'database-behind'; readonly from: number }
  /** Both go on differently from this record on: one of them was changed by another hand. */
  | { readonly kind: 'forked'; readonly at: number };

/** `stored` must be a log whose chain was checked up to its end. */
export function compareJournal(
  stored: readonly CustodyRecord[],
  journal: readonly CustodyRecord[],
): JournalComparison {
  const shared = Math.min(stored.length, journal.length);
  // Chained records that end alike are alike from the first one on.
  const last = shared - 1;
  if (!isSame(stored[last], journal[last])) {
    let at = 0;
    while (at < shared && isSame(stored[at], journal[at])) at += 1;
    return { kind: 'forked', at };
  }
  if (journal.length < stored.length) return { kind: 'journal-behind', from: journal.length };
  if (stored.length < journal.length) return { kind: 'database-behind', from: stored.length };
  return { kind: 'same' };
}

/** Where a journal ends, as the case's row says it of the stored log. Null for an empty one. */
export function journalHead(records: readonly CustodyRecord[]): CustodyHead | null {
  const last = records.at(-1);
  return last === undefined ? null : custodyHeadAfter(last);
}

function isSame(one: CustodyRecord | undefined, other: CustodyRecord | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  const [left, right] = [renderCustodyRecord(one), renderCustodyRecord(other)];
  return equalBytes(left, right);
}

function follows(caseId: string, seq: number, leafBefore: DigestHex | null, record: CustodyRecord): boolean {
  if (leafBefore === null) return checkCustodyChain(caseId, [record]) === null;
  return record.seq === seq && record.prev === leafBefore;
}

function parseRecord(line: Uint8Array): CustodyRecord {
  const reader = new ObjectReader(parseStrictJson(line), 'in the journal');
  const record: CustodyRecord = {
    seq: reader.count('seq'),
    prev: reader.text('prev'),
    claimedTime: readTime(reader),
    action: reader.word<CustodyAction>('action', custodyActions),
    facts: reader.list('facts', readFact),
    ...(reader.ifThere('content', () => contentOf(line)) ?? {}),
  };
  // What is left to be compared is the spelling, above all that of the content, which was cut out as it stands.
  const rendered = renderCustodyRecord(record);
  if (equalBytes(rendered, line)) return record;
  throw new FormatError('json', 'The record is not spelled as it would be written.');
}

/** `content` is the last member, and begins behind the first place at which a member of this name can begin. */
function contentOf(line: Uint8Array): { readonly content: string } {
  const text = decodeUtf8(line);
  // Quotation marks inside of texts are escaped, so these characters stand nowhere inside of a fact.
  const at = text.indexOf(contentMember);
  return { content: text.slice(at + contentMember.length, -1) };
}

const contentMember = '],"content":';

function readFact(value: JsonValue, where: string): CustodyRecord['facts'][number] {
  const [name, text, ...rest] = Array.isArray(value) ? (value as readonly JsonValue[]) : [];
  if (typeof name === 'string' && typeof text === 'string' && rest.length === 0) return { name, value: text };
  throw new FormatError('json', `Expected a name and a text ${where}.`);
}

function readTime(reader: ObjectReader): number {
  const time = parseUtcTime(reader.text('ts'));
  if (time !== null) return time;
  throw new FormatError('json', 'Expected a time in UTC in the journal.');
}
