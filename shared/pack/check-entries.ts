import { toFieldValue } from '../adapters/read-event.ts';
import { renderUtcTime } from '../adapters/utc-time.ts';
import { commitmentsOf } from '../bundle/disclosure-walk.ts';
import { readLine } from '../bundle/read-line.ts';
import { limits } from '../bytes/limits.ts';
import { quote } from '../bytes/quote.ts';
import { tryParse } from '../bytes/try-parse.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import { disclosureDigest, parseDisclosure } from '../crypto/disclosure.ts';
import { checkNoteSignatures, parseSignedNote } from '../crypto/signed-note.ts';
import { parseVerifierKey, type VerifierKey } from '../crypto/verifier-key.ts';
import type { JsonValue } from '../json/json-value.ts';
import { entryFaults, readCheckpoints } from '../report/check-entry.ts';
import type { ReportedEntry, ReportRecord } from '../report/record.ts';
import { passOr, type ReportCheck, type ReportCheckCode, wholeReport } from './report-check.ts';
import { lineBytesOf } from './reported-lines.ts';

/** Leaf, number, path and shown fields of each entry, from the line that the report has of it. */
export function checkEntries(record: ReportRecord): readonly ReportCheck[] {
  const checkpoints = new Map(
    record.bundles.map(({ fileSha256, checkpoints: notes }) => [fileSha256, readCheckpoints(notes)]),
  );
  const objections: ReportCheck[] = [];
  for (const entry of record.entries) {
    const line = shownLine(entry);
    const faults = entryFaults(entry, line, checkpoints.get(entry.fileSha256) ?? new Map());
    for (const { code, statement } of faults) objections.push(failed(codeOfFault[code], entry, statement));
    objections.push(...unprovenOrMisplaced(entry, line), ...disclosureFaults(entry), ...fieldFaults(entry));
  }
  const of = (code: ReportCheckCode) => objections.filter((each) => each.code === code);
  return [
    ...passOr(
      'report-leaf',
      of('report-leaf'),
      'Each line has the leaf and the number by which it is named.',
    ),
    ...passOr(
      'report-proof',
      of('report-proof'),
      'Each path leads from its leaf to the root of a checkpoint.',
    ),
    ...passOr('report-fields', of('report-fields'), 'Each time and field that is shown stands in its line.'),
    ...passOr(
      'report-disclosures',
      of('report-disclosures'),
      'Each disclosure opens a committed field of its line.',
    ),
  ];
}

const codeOfFault = {
  'leaf-differs': 'report-leaf',
  'seq-differs': 'report-leaf',
  'checkpoint-not-there': 'report-proof',
  'checkpoint-unreadable': 'report-proof',
  'proof-broken': 'report-proof',
} as const;

/** Null where the report does not show it. */
function shownLine(entry: ReportedEntry): Uint8Array | null {
  const isShown = entry.content.kind === 'line' || entry.content.kind === 'bytes';
  // What is no base64 is no line either: no digest fits it.
  return isShown ? (lineBytesOf(entry) ?? encodeUtf8('\n')) : null;
}

function unprovenOrMisplaced(entry: ReportedEntry, line: Uint8Array | null): readonly ReportCheck[] {
  const { proof, origin, seq } = entry;
  const place = { kind: 'entry', origin, seq } as const;
  if (proof.kind === 'none') {
    const statement = `Entry ${seq} has no proof. ${proof.reason}`;
    return [{ code: 'report-proof', outcome: 'unknown', place, statement }];
  }
  const stated = line === null ? null : readLine(line, limits).claimedSeq;
  if (stated !== null || proof.index === seq) return [];
  // A line that states no number has the one of its place: else a stub could stand for any other entry.
  const statement = `Entry ${seq} states no number, and its proof is for place ${proof.index}.`;
  return [{ code: 'report-proof', outcome: 'fail', place, statement }];
}

function disclosureFaults(entry: ReportedEntry): readonly ReportCheck[] {
  const { content } = entry;
  if (content.kind !== 'line' || content.disclosures.length === 0) return [];
  const { event } = readLine(encodeUtf8(content.line), limits);
  const committed = event === null ? [] : commitmentsOf(event);
  const opened = content.disclosures.map((text) =>
    parseDisclosure(text) === null ? null : disclosureDigest(text),
  );
  const isEach = opened.every((digest) => digest !== null && committed.includes(digest));
  if (isEach && new Set(opened).size === opened.length) return [];
  const statement = `A disclosure of entry ${entry.seq} opens nothing in its line, or stands there twice.`;
  return [failed('report-disclosures', entry, statement)];
}

function fieldFaults(entry: ReportedEntry): readonly ReportCheck[] {
  const { content } = entry;
  if (content.kind !== 'line') return [];
  const { event, claimedTime } = readLine(encodeUtf8(content.line), limits);
  const values = new Set(event === null ? [] : textsIn(event));
  const wrong = content.event.find(({ value }) => !values.has(value));
  const time = event === null || claimedTime === null ? null : renderUtcTime(claimedTime);
  return [
    ...(content.time === time
      ? []
      : [failed('report-fields', entry, `Entry ${entry.seq} states another time than the report shows.`)]),
    ...(wrong === undefined
      ? []
      : [
          failed(
            'report-fields',
            entry,
            `The report shows ${quote(wrong.value)} as ${quote(wrong.field)} of entry ${entry.seq}, whose line does not have it.`,
          ),
        ]),
  ];
}

/** Every value of a line as a column would show it. */
function textsIn(value: JsonValue): readonly string[] {
  const own = toFieldValue(value);
  const inside =
    value instanceof Map
      ? [...value.values()].flatMap(textsIn)
      : Array.isArray(value)
        ? (value as readonly JsonValue[]).flatMap(textsIn)
        : [];
  return [own.kind === 'text' ? own.text : '', ...inside];
}

function failed(code: ReportCheckCode, { origin, seq }: ReportedEntry, statement: string): ReportCheck {
  return { code, outcome: 'fail', place: { kind: 'entry', origin, seq }, statement };
}

/**
 * Whose the checkpoints are that proofs lead to: by the log keys that are pinned here, where there are any for a log, else by
 * those that the report says it trusted, for which its signer vouches.
 */
export function checkCheckpoints(
  record: ReportRecord,
  pinned: readonly VerifierKey[],
): readonly ReportCheck[] {
  const used = new Set(
    record.entries.flatMap(({ proof, fileSha256 }) =>
      proof.kind === 'path' ? [`${proof.size} ${fileSha256}`] : [],
    ),
  );
  const results = record.bundles.flatMap(({ fileSha256, origin, checkpoints }) =>
    checkpoints
      .filter(({ size }) => used.has(`${size} ${fileSha256}`))
      .map((checkpoint) => checkCheckpoint(record, { ...checkpoint, origin }, pinned)),
  );
  const objections = results.filter(({ outcome }) => outcome !== 'pass');
  const isByPinned = results.some(({ found }) => found === 'pinned');
  const statement =
    used.size === 0
      ? 'No proof of the report needs a checkpoint.'
      : isByPinned
        ? 'Each checkpoint is signed by a log key that is pinned here.'
        : 'Each checkpoint is signed by a log key that the report trusts; none was pinned here.';
  return passOr('report-checkpoint', objections, statement);
}

function checkCheckpoint(
  record: ReportRecord,
  { origin, size, note }: { readonly origin: string; readonly size: number; readonly note: string },
  pinned: readonly VerifierKey[],
): ReportCheck {
  const own = pinned.filter(({ name }) => name === origin);
  const keys = own.length > 0 ? own : reportedKeys(record, origin);
  const parsed = tryParse(() => parseSignedNote(encodeUtf8(note)));
  const result = { code: 'report-checkpoint', place: wholeReport } as const;
  const where = `the checkpoint of size ${size} of ${origin}`;
  if (parsed.kind === 'error') {
    return { ...result, outcome: 'fail', statement: `A note cannot be read as ${where}.` };
  }
  const { verified, failed: wrong } = checkNoteSignatures(parsed.value, keys);
  if (wrong.length > 0) return { ...result, outcome: 'fail', statement: `A signature on ${where} is false.` };
  if (verified.length > 0) {
    const found = own.length > 0 ? 'pinned' : 'reported';
    return { ...result, outcome: 'pass', statement: `A trusted key signed ${where}.`, found };
  }
  return { ...result, outcome: 'unknown', statement: `No trusted key signed ${where}.` };
}

function reportedKeys({ trust }: ReportRecord, origin: string): readonly VerifierKey[] {
  return trust.keys.flatMap((key) => {
    if (key.role !== 'log' || key.origin !== origin) return [];
    const parsed = tryParse(() => parseVerifierKey(key.spelling));
    return parsed.kind === 'value' && parsed.value.name === origin ? [parsed.value] : [];
  });
}
