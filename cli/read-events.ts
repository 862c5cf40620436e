import { parseUtcTime } from '../shared/adapters/utc-time.ts';
import { PlainLine } from '../shared/bundle/plain-line.ts';
import { type OutgoingEvent, timeTextOf } from '../shared/bundle/seal-line.ts';
import { FormatError } from '../shared/bytes/errors.ts';
import { limits } from '../shared/bytes/limits.ts';
import { type Line, readLines } from '../shared/bytes/line-reader.ts';
import type { JsonObject } from '../shared/json/json-value.ts';
import { parseStrictJson } from '../shared/json/parse-json.ts';
import { resolvePointer } from '../shared/json/pointer.ts';

/** Counts while events pass. */
export interface EventTally {
  events: number;
  /** Events whose time is before that of the event in front of them. */
  backwards: number;
}

/**
 * Reads newline-delimited JSON strictly, since what two programs read differently must not be signed, and gives each
 * event its `ts` from the field under `timePointer`. When events stay whole, because no field is committed, those that
 * are spelled as they will be sealed are not taken apart. Throws FormatError `json` with the line.
 */
export async function* readEvents(
  chunks: AsyncIterable<Uint8Array>,
  timePointer: string,
  tally: EventTally,
  isWhole: boolean,
): AsyncGenerator<OutgoingEvent, void> {
  const plain = isWhole && timePointer === '/ts' ? new PlainLine(limits) : null;
  let latest = Number.NEGATIVE_INFINITY;
  for await (const batch of readLines(chunks, limits)) {
    for (const line of batch) {
      const members = plain?.readMembers(line.bytes) ?? null;
      const event = members ?? withTime(parseEvent(line), timePointer, line.line);
      const time = members === null ? parseUtcTime(timeTextOf(event)) : plain?.time;
      tally.events += 1;
      if ((time ?? latest) < latest) tally.backwards += 1;
      latest = time ?? latest;
      yield event;
    }
  }
}

function parseEvent({ bytes, line }: Line): JsonObject {
  try {
    const value = parseStrictJson(bytes);
    if (value instanceof Map) return value;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new FormatError(error.code, `Line ${line} of the input: ${error.message}`, { line }, error);
  }
  throw new FormatError('json', `Line ${line} of the input: expected a JSON object.`, { line });
}

function withTime(event: JsonObject, timePointer: string, line: number): JsonObject {
  const found = resolvePointer(event, timePointer);
  const time = typeof found === 'string' ? toUtc(found) : null;
  if (time === null) {
    throw new FormatError(
      'json',
      `Line ${line} of the input: expected an RFC 3339 time at ${timePointer}, found ${JSON.stringify(found ?? null)}.`,
      { line },
    );
  }
  if (timePointer !== '/ts' && event.has('ts')) {
    throw new FormatError('json', `Line ${line} of the input: "ts" is taken by another field.`, { line });
  }
  return new Map([['ts', time], ...event]).set('ts', time);
}

/** The same moment in UTC with `Z`; null for what is no RFC 3339 time. */
function toUtc(text: string): string | null {
  if (parseUtcTime(text) !== null) return text;
  const [, date, clock, fraction = '', offset] =
    /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(\.\d{1,9})?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/.exec(text) ??
    [];
  if (date === undefined || clock === undefined || offset === undefined) return null;
  const local = parseUtcTime(`${date}T${clock}Z`);
  if (local === null) return null;
  const moment = local - offsetMinutes(offset) * 60_000;
  return `${new Date(moment).toISOString().slice(0, 19)}${fraction}Z`;
}

function offsetMinutes(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6));
  return offset.startsWith('-') ? -minutes : minutes;
}
