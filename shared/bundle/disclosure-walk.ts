import { lf } from '../bytes/ascii.ts';
import { asFormatError } from '../bytes/errors.ts';
import { limits as defaultLimits, type Limits } from '../bytes/limits.ts';
import type { EntrySeq } from '../bytes/units.ts';
import { disclosureDigest, parseDisclosure } from '../crypto/disclosure.ts';
import type { JsonObject, JsonValue } from '../json/json-value.ts';
import { parseStrictJson } from '../json/parse-json.ts';
import type { ObservedDisclosures, UnreferencedDisclosure } from './observation.ts';

/** Pairs the disclosures of one segment at a time with the commitments in its entries. */
export interface DisclosureWalk {
  /** Reads the disclosure member of the next segment. What is not used by then is unreferenced. */
  begin(member: string, bytes: Uint8Array): void;
  /** Takes each entry once: every commitment in it is either disclosed or redacted. */
  entry(seq: EntrySeq, event: JsonObject): void;
  /** As `entry`, for an entry of which only the commitments are known, in reading order. */
  commitments(seq: EntrySeq, digests: readonly string[]): void;
  end(): ObservedDisclosures;
}

interface DisclosureLine {
  readonly member: string;
  readonly line: number;
  /** How often each digest stands in entries with this seq: more than one entry may claim it. */
  readonly uses: Map<string, number>;
}

/**
 * A disclosure must be used exactly once, in the entry that its line names: else a value could be moved.
 * Of a member no more lines are held than a segment may have, so a hostile one cannot fill the memory.
 */
export function walkDisclosures(limits: Pick<Limits, 'keptProblems' | 'segmentLines'>): DisclosureWalk {
  let waiting = new Map<EntrySeq, DisclosureLine>();
  const unreferenced: UnreferencedDisclosure[] = [];
  let unreferencedCount = 0;
  let total = 0;
  let redactedFields = 0;

  function refuse(member: string, line: number, seq: EntrySeq | null, reason: string): void {
    unreferencedCount += 1;
    if (unreferenced.length < limits.keptProblems) unreferenced.push({ member, line, seq, reason });
  }

  function hold(member: string, line: number, content: Uint8Array): void {
    const read = readDisclosureLine(content);
    if (typeof read === 'string') {
      refuse(member, line, null, read);
      return;
    }
    const { seq, digests } = read;
    const uses = new Map(digests.map((digest) => [digest, 0]));
    if (waiting.has(seq)) refuse(member, line, seq, 'an earlier line names the same entry');
    else if (uses.size < digests.length) refuse(member, line, seq, 'it holds the same disclosure twice');
    else {
      total += digests.length;
      waiting.set(seq, { member, line, uses });
    }
  }

  function use(uses: Map<string, number> | undefined, digest: string): void {
    const count = uses?.get(digest);
    if (uses === undefined || count === undefined) redactedFields += 1;
    else uses.set(digest, count + 1);
  }

  function settle(): void {
    for (const [seq, { member, line, uses }] of waiting) {
      for (const [digest, count] of uses) {
        if (count === 1) continue;
        refuse(member, line, seq, `the digest ${digest} stands ${count} times in entry ${seq}`);
      }
    }
    waiting = new Map();
  }

  return {
    begin(member, bytes) {
      settle();
      let lastLine = 0;
      for (const { line, content } of splitLines(bytes)) {
        if (line > limits.segmentLines) {
          refuse(member, line, null, `there are more lines than segmentLines, ${limits.segmentLines}`);
          break;
        }
        hold(member, line, content);
        lastLine = line;
      }
      // R1 holds for every file of lines: half a last line may look whole.
      if (bytes.length > 0 && bytes.at(-1) !== lf)
        refuse(member, lastLine, null, 'the line is not ended by LF');
    },
    entry(seq, event) {
      const uses = waiting.get(seq)?.uses;
      visitCommitments(event, (digest) => use(uses, digest));
    },
    commitments(seq, digests) {
      const uses = waiting.get(seq)?.uses;
      for (const digest of digests) use(uses, digest);
    },
    end() {
      settle();
      return { total, unreferenced, unreferencedCount, redactedFields };
    },
  };
}

/** The digests of all commitments in an entry, in reading order. */
export function commitmentsOf(event: JsonObject): readonly string[] {
  const digests: string[] = [];
  visitCommitments(event, (digest) => digests.push(digest));
  return digests;
}

/** Digests that stand as `{"...":"<digest>"}` in an array, in reading order. */
function visitCommitments(value: JsonValue, visit: (digest: string) => void): void {
  if (value instanceof Map) {
    for (const member of value.values()) if (typeof member === 'object') visitCommitments(member, visit);
  } else if (Array.isArray(value)) {
    for (const element of value) {
      const digest = element instanceof Map && element.size === 1 ? element.get('...') : undefined;
      if (typeof digest === 'string') visit(digest);
      else visitCommitments(element, visit);
    }
  }
}

const tooLong = `the line is longer than lineBytes, ${defaultLimits.lineBytes}`;

/** One line of a disclosure member, or the reason why it is none. */
export function readDisclosureLine(
  bytes: Uint8Array,
):
  | { readonly seq: EntrySeq; readonly disclosures: readonly string[]; readonly digests: readonly string[] }
  | string {
  let value: JsonValue;
  try {
    if (bytes.length > defaultLimits.lineBytes) return tooLong;
    // An object and its list, no deeper: millions of objects in the list would fill the memory before they are refused.
    value = parseStrictJson(bytes, 2);
  } catch (error) {
    return asFormatError(error).message;
  }
  const seq = value instanceof Map ? value.get('seq') : undefined;
  const list = value instanceof Map ? value.get('d') : undefined;
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 0) return '"seq" is not a whole number';
  if (!Array.isArray(list)) return '"d" is not a list of disclosures';
  const disclosures: string[] = [];
  for (const item of list) {
    if (typeof item !== 'string' || parseDisclosure(item) === null)
      return '"d" holds something that is no disclosure';
    disclosures.push(item);
  }
  return { seq, disclosures, digests: disclosures.map(disclosureDigest) };
}

function* splitLines(bytes: Uint8Array): Generator<{ readonly line: number; readonly content: Uint8Array }> {
  let line = 0;
  for (let start = 0; start < bytes.length; ) {
    const next = bytes.indexOf(lf, start);
    const end = next === -1 ? bytes.length : next;
    line += 1;
    yield { line, content: bytes.subarray(start, end) };
    start = end + 1;
  }
}
