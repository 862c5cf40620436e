import { asFormatError } from '../bytes/errors.ts';
import { toHex } from '../bytes/hex.ts';
import type { DigestHex } from '../bytes/units.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { sha256 } from '../crypto/digest.ts';
import type { JsonValue } from '../json/json-value.ts';
import { ObjectReader } from '../json/object-reader.ts';
import { parseStrictJson } from '../json/parse-json.ts';

/** How far one case's journal went when something was last acknowledged. */
export interface SentinelCase {
  readonly caseId: string;
  readonly name: string;
  readonly records: number;
  readonly leaf: DigestHex;
}

/**
 * Which cases must exist, and with how many records: what makes it visible that a journal is gone, or was cut where a record
 * ends. It is written to two files in turn, so that a crash in the middle of one leaves the other.
 */
export interface Sentinel {
  /** One more with each writing; the higher of two counts. */
  readonly turn: number;
  readonly cases: readonly SentinelCase[];
}

const emptySentinel: Sentinel = { turn: 0, cases: [] };

/** One line of JSON and one with its digest. */
export function renderSentinel({ turn, cases }: Sentinel): Uint8Array {
  const body = JSON.stringify({
    turn,
    cases: cases.map(({ caseId, name, records, leaf }) => ({ caseId, name, records, leaf })),
  });
  return encodeUtf8(`${body}\n${toHex(sha256(encodeUtf8(body)))}\n`);
}

/** Null for bytes that are no whole sentinel: one that was being written when the program ended. */
export function parseSentinel(bytes: Uint8Array): Sentinel | null {
  const end = bytes.length - digestLineBytes;
  if (end < 1) return null;
  const body = bytes.subarray(0, end - 1);
  const expected = encodeUtf8(`\n${toHex(sha256(body))}\n`);
  if (!expected.every((byte, index) => byte === bytes[end - 1 + index])) return null;
  try {
    const reader = new ObjectReader(parseStrictJson(body), 'in the sentinel');
    const sentinel = { turn: reader.count('turn'), cases: reader.list('cases', readCase) };
    reader.end();
    return sentinel;
  } catch (caught) {
    asFormatError(caught);
    return null;
  }
}

/** The one that counts of the two that were found; the empty one when there is none. */
export function newerSentinel(one: Sentinel | null, other: Sentinel | null): Sentinel {
  if (one === null) return other ?? emptySentinel;
  return other !== null && other.turn > one.turn ? other : one;
}

/** The next writing, with this case as it is now; without it when `head` is null. */
export function withCase(
  { turn, cases }: Sentinel,
  caseId: string,
  head: Omit<SentinelCase, 'caseId'> | null,
): Sentinel {
  const others = cases.filter((each) => each.caseId !== caseId);
  return { turn: turn + 1, cases: head === null ? others : [...others, { caseId, ...head }] };
}

/** 64 digits and an LF. */
const digestLineBytes = 65;

function readCase(value: JsonValue, where: string): SentinelCase {
  const reader = new ObjectReader(value, where);
  const each = {
    caseId: reader.text('caseId'),
    name: reader.text('name'),
    records: reader.count('records'),
    leaf: reader.text('leaf'),
  };
  reader.end();
  return each;
}
