import { parseUtcTime } from '../adapters/utc-time.ts';
import { FormatError } from '../bytes/errors.ts';
import { writeHex } from '../bytes/hex.ts';
import { limits } from '../bytes/limits.ts';
import type { EntrySeq } from '../bytes/units.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import type { JsonObject, JsonValue } from '../json/json-value.ts';

/**
 * An event to be sealed: as `parseStrictJson` gives it, or, of one that is spelled as sealing would spell it, the bytes
 * that `PlainLine.readMembers` gives.
 */
export type OutgoingEvent = JsonObject | Uint8Array;

/** The text of `ts`. */
export function timeTextOf(event: OutgoingEvent): string {
  if (!(event instanceof Uint8Array)) return String(event.get('ts'));
  const start = '"ts":"'.length;
  return decodeUtf8(event.subarray(start, event.indexOf(0x22, start)));
}

/**
 * Writes one event as the line of an entry, without its LF: seq, prev and ts first, then the rest in its own order.
 * Throws FormatError `json` when it has no UTC time, brings a `seq` or `prev` of its own, or is too long (R2).
 */
export function renderEntryLine(seq: EntrySeq, prev: Uint8Array, event: JsonObject): Uint8Array {
  const time = event.get('ts');
  if (typeof time !== 'string' || parseUtcTime(time) === null) {
    throw wrong(seq, '"ts" with a time such as 2026-07-01T06:00:00.000Z', quote(time));
  }
  for (const name of ['seq', 'prev']) {
    if (event.has(name)) throw wrong(seq, `no "${name}", which sealing writes`, quote(event.get(name)));
  }
  let text = renderMember('ts', time);
  for (const [name, value] of event) if (name !== 'ts') text += `,${renderMember(name, value)}`;
  return renderMembersLine(seq, prev, encodeUtf8(`${text}}`));
}

/** As `renderEntryLine`, for members that are spelled already, the time in front and the brace at the end. */
export function renderMembersLine(seq: EntrySeq, prev: Uint8Array, members: Uint8Array): Uint8Array {
  // Written byte by byte: encoding a text for each line made sealing slower by a tenth (measured).
  const start = `{"seq":${seq},"prev":"`;
  const end = start.length + prev.length * 2;
  const line = new Uint8Array(end + 2 + members.length);
  for (let index = 0; index < start.length; index++) line[index] = start.charCodeAt(index);
  writeHex(prev, line, start.length);
  line[end] = 0x22;
  line[end + 1] = 0x2c;
  line.set(members, end + 2);
  if (line.length > limits.entryBytes) {
    throw wrong(seq, `an entry of at most ${limits.entryBytes} bytes (entryBytes)`, `${line.length} bytes`);
  }
  return line;
}

/** Compact JSON. Names keep their order and numbers their value, though `1.0` is written `1`. */
export function renderJson(value: JsonValue): string {
  // Text grows in a loop: lists of its parts, joined, took twice as long for a whole log (measured).
  if (value instanceof Map) {
    let text = '';
    for (const [name, member] of value) text += `${text === '' ? '{' : ','}${renderMember(name, member)}`;
    return text === '' ? '{}' : `${text}}`;
  }
  if (Array.isArray(value)) return `[${value.map(renderJson).join(',')}]`;
  return JSON.stringify(value);
}

function renderMember(name: string, value: JsonValue): string {
  return `${JSON.stringify(name)}:${renderJson(value)}`;
}

function quote(value: JsonValue | undefined): string {
  return value === undefined ? 'nothing' : renderJson(value).slice(0, 80);
}

function wrong(seq: EntrySeq, expected: string, found: string): FormatError {
  return new FormatError('json', `The event for entry ${seq}: expected ${expected}, found ${found}.`);
}
