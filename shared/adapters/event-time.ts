import type { JsonObject, JsonValue } from '../json/json-value.ts';
import { resolvePointer } from '../json/pointer.ts';
import type { TimeSource } from './log-adapter.ts';
import { parseUtcTime, renderUtcTime } from './utc-time.ts';

/** When an event happened, in UTC, and which place says so; or why nobody can say. */
export type EventTime =
  | { readonly kind: 'time'; readonly text: string; readonly pointer: string }
  | { readonly kind: 'defect'; readonly statement: string };

/** The time of one event. The first place that holds anything decides: see `LogAdapter`. */
export function readEventTime(event: JsonObject, sources: readonly TimeSource[]): EventTime {
  for (const { pointer, spelling } of sources) {
    const found = resolvePointer(event, pointer) ?? null;
    if (found === null) continue;
    const text = spelling === 'text' || typeof found !== 'number' ? toUtcText(found) : fromMillis(found);
    return text === null
      ? { kind: 'defect', statement: `expected an RFC 3339 time at ${pointer}, found ${describe(found)}` }
      : { kind: 'time', text, pointer };
  }
  const places = sources.map(({ pointer }) => pointer).join(', ');
  return { kind: 'defect', statement: `expected an RFC 3339 time at ${places}; nothing is there` };
}

/** The same moment in UTC with `Z` and its digits kept; null for what is no RFC 3339 time. */
function toUtcText(value: JsonValue): string | null {
  if (typeof value !== 'string') return null;
  if (parseUtcTime(value) !== null) return value;
  const [, date, clock, fraction = '', offset] =
    /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(\.\d{1,9})?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/.exec(value) ??
    [];
  if (date === undefined || clock === undefined || offset === undefined) return null;
  const local = parseUtcTime(`${date}T${clock}Z`);
  if (local === null) return null;
  const moment = renderUtcTime(local - offsetMinutes(offset) * 60_000);
  return orNull(`${moment.slice(0, 'YYYY-MM-DDThh:mm:ss'.length)}${fraction}Z`);
}

function fromMillis(value: number): string | null {
  return Number.isSafeInteger(value) ? orNull(renderUtcTime(value)) : null;
}

/** Years before 0000 and after 9999 have no spelling in RFC 3339. */
function orNull(text: string): string | null {
  return parseUtcTime(text) === null ? null : text;
}

function offsetMinutes(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6));
  return offset.startsWith('-') ? -minutes : minutes;
}

function describe(value: JsonValue): string {
  if (value instanceof Map) return 'an object';
  if (Array.isArray(value)) return 'a list';
  return JSON.stringify(value).slice(0, 80);
}
