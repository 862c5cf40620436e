import type { EntryReading } from '../adapters/entry-reading.ts';
import { parseUtcTime } from '../adapters/utc-time.ts';
import { cr, hash, openBrace } from '../bytes/ascii.ts';
import { asFormatError } from '../bytes/errors.ts';
import { parseHex } from '../bytes/hex.ts';
import type { Limits } from '../bytes/limits.ts';
import type { DigestHex, EntrySeq, UnixMillis } from '../bytes/units.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';
import type { JsonObject } from '../json/json-value.ts';
import { parseStrictObject } from '../json/parse-json.ts';

/** What one line says of itself, and how it could be read. */
export interface LineReading {
  readonly reading: EntryReading;
  readonly reason: string | null;
  readonly claimedSeq: EntrySeq | null;
  readonly claimedPrev: DigestHex | null;
  readonly claimedTime: UnixMillis | null;
  readonly claimedTimeText: string | null;
  readonly event: JsonObject | null;
  /** The leaf that a stub states; null for every line whose leaf is the digest of its own bytes. */
  readonly statedLeaf: Uint8Array | null;
}

const digestPattern = /^[0-9a-f]{64}$/;
const stubStart = '#withheld ';
const stubBytes = stubStart.length + 64;

/** Reads one line by R1 and R2. Never throws on evidence: what cannot be read has a reason. */
export function readLine(bytes: Uint8Array, limits: Pick<Limits, 'entryBytes' | 'jsonDepth'>): LineReading {
  const first = bytes[0];
  if (first === hash) return readStub(bytes);
  if (first === undefined) return unreadable('reject', 'the line is empty');
  if (bytes.length > limits.entryBytes) {
    return unreadable(
      'reject',
      `the line has ${bytes.length} bytes, more than entryBytes, ${limits.entryBytes}`,
    );
  }
  if (bytes[bytes.length - 1] === cr) {
    return unreadable('reject', 'the line ends with CR: line ends were changed on the way');
  }
  if (first !== openBrace)
    return unreadable('reject', `the line begins with byte 0x${hexByte(first)}, not with { or #`);
  return readEntry(bytes, limits.jsonDepth);
}

function readEntry(bytes: Uint8Array, depth: number): LineReading {
  let event: JsonObject;
  try {
    event = parseStrictObject(bytes, depth);
  } catch (error) {
    return unreadable(hasSomeMeaning(bytes) ? 'ambiguous' : 'reject', asFormatError(error).message);
  }
  const seq = event.get('seq');
  const prev = event.get('prev');
  const time = event.get('ts');
  const claimedSeq = typeof seq === 'number' && Number.isSafeInteger(seq) && seq >= 0 ? seq : null;
  const claimedPrev = typeof prev === 'string' && digestPattern.test(prev) ? prev : null;
  const claimedTimeText = typeof time === 'string' ? time : null;
  const claimedTime = claimedTimeText === null ? null : parseUtcTime(claimedTimeText);
  const wrong = [
    ...(claimedSeq === null ? ['"seq" is not a whole number'] : []),
    ...(claimedPrev === null ? ['"prev" is not 64 lowercase hexadecimal digits'] : []),
    ...(claimedTime === null ? ['"ts" is not a time in UTC with Z'] : []),
  ];
  // A line that is no entry has no number, whatever it states: believing it would accuse every line after it.
  if (wrong.length > 0) return { ...unreadable('reject', wrong.join('; ')), claimedTimeText };
  return {
    reading: 'entry',
    reason: null,
    claimedSeq,
    claimedPrev,
    claimedTime,
    claimedTimeText,
    event,
    statedLeaf: null,
  };
}

/**
 * True when other programs would read these bytes as some JSON object: two readers may then see two things,
 * which is worse than bytes that nobody can read. The value itself is never used.
 */
function hasSomeMeaning(bytes: Uint8Array): boolean {
  try {
    JSON.parse(decodeUtf8(bytes));
    return true;
  } catch {
    return false;
  }
}

function readStub(bytes: Uint8Array): LineReading {
  const text = bytes.length === stubBytes ? String.fromCharCode(...bytes) : '';
  const statedLeaf = text.startsWith(stubStart) ? parseHex(text.slice(stubStart.length)) : null;
  if (statedLeaf === null)
    return unreadable(
      'reject',
      'the line begins with # but is not "#withheld" and 64 lowercase hexadecimal digits',
    );
  return { ...unreadable('withheld', null), statedLeaf };
}

function unreadable(reading: EntryReading, reason: string | null): LineReading {
  return {
    reading,
    reason,
    claimedSeq: null,
    claimedPrev: null,
    claimedTime: null,
    claimedTimeText: null,
    event: null,
    statedLeaf: null,
  };
}

function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
