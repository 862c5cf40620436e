import { parseUtcTime } from '../adapters/utc-time.ts';
import { FormatError } from '../bytes/errors.ts';
import { toHex } from '../bytes/hex.ts';
import { limits } from '../bytes/limits.ts';
import type { EntrySeq } from '../bytes/units.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { JsonObject, JsonValue } from '../json/json-value.ts';

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
  const rest = [...event].filter(([name]) => name !== 'ts').map(renderMember);
  const line = encodeUtf8(
    `{${[`"seq":${seq}`, `"prev":"${toHex(prev)}"`, renderMember(['ts', time]), ...rest].join(',')}}`,
  );
  if (line.length > limits.entryBytes) {
    throw wrong(seq, `an entry of at most ${limits.entryBytes} bytes (entryBytes)`, `${line.length} bytes`);
  }
  return line;
}

/** Compact JSON. Names keep their order and numbers their value, though `1.0` is written `1`. */
export function renderJson(value: JsonValue): string {
  if (value instanceof Map) return `{${[...value].map(renderMember).join(',')}}`;
  if (Array.isArray(value)) return `[${value.map(renderJson).join(',')}]`;
  return JSON.stringify(value);
}

function renderMember([name, value]: readonly [string, JsonValue]): string {
  return `${JSON.stringify(name)}:${renderJson(value)}`;
}

function quote(value: JsonValue | undefined): string {
  return value === undefined ? 'nothing' : renderJson(value).slice(0, 80);
}

function wrong(seq: EntrySeq, expected: string, found: string): FormatError {
  return new FormatError('json', `The event for entry ${seq}: expected ${expected}, found ${found}.`);
}
