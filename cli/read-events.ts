import { createMappingChoice, type MappingChoice } from '../shared/adapters/choose-mapping.ts';
import { readEventTime } from '../shared/adapters/event-time.ts';
import type { LogAdapter } from '../shared/adapters/log-adapter.ts';
import { readRecords } from '../shared/adapters/read-records.ts';
import type { SourceRecord } from '../shared/adapters/record-scanner.ts';
import { parseUtcTime } from '../shared/adapters/utc-time.ts';
import { PlainLine } from '../shared/bundle/plain-line.ts';
import { type OutgoingEvent, timeTextOf } from '../shared/bundle/seal-line.ts';
import { concatBytes } from '../shared/bytes/concat.ts';
import { FormatError } from '../shared/bytes/errors.ts';
import { limits } from '../shared/bytes/limits.ts';
import type { UnixMillis } from '../shared/bytes/units.ts';
import { encodeUtf8 } from '../shared/bytes/utf8.ts';
import type { JsonObject } from '../shared/json/json-value.ts';
import { parseStrictJson } from '../shared/json/parse-json.ts';

/** One file or stdin. */
export interface EventInput {
  /** As a message calls it. */
  readonly name: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

export interface EventOrder {
  /** What kind of log it is; its `times` may be replaced by the place that a person names. */
  readonly adapter: LogAdapter;
  /** True when no field is to be committed: then an event that is spelled as it will be sealed is not taken apart. */
  readonly isWhole: boolean;
  /** Time of the entry before the first one, in a log that goes on. */
  readonly timeBefore: UnixMillis | null;
}

/** What is known when the events have passed. */
export interface EventTally {
  events: number;
  /** Events whose time is before that of the event in front of them. */
  backwards: number;
  /** Members that stood beside a list of events, such as a link to the next page. */
  readonly besideLists: Set<string>;
  readonly mapping: MappingChoice;
}

export function startTally({ fields }: LogAdapter): EventTally {
  return { events: 0, backwards: 0, besideLists: new Set(), mapping: createMappingChoice(fields) };
}

/**
 * Reads the events of all inputs in their order, strictly, since what two programs read differently must not be signed,
 * and gives each its `ts`. Throws FormatError `json` with input and line for the first that cannot be sealed.
 */
export async function* readEvents(
  inputs: Iterable<EventInput>,
  { adapter, isWhole, timeBefore }: EventOrder,
  tally: EventTally,
): AsyncGenerator<OutgoingEvent, void> {
  const plain = isWhole && adapter.times[0].pointer === '/ts' ? new PlainLine(limits) : null;
  let latest = timeBefore ?? Number.NEGATIVE_INFINITY;
  for (const { name, chunks } of inputs) {
    const records = readRecords(chunks, {
      lists: adapter.lists,
      name,
      limits,
      onWrapper: (names) => {
        for (const each of names) tally.besideLists.add(each);
      },
    });
    // One loop for lines, not a generator in a generator: each of those costs a turn of the event loop per event.
    for await (const batch of records) {
      for (const record of batch) {
        const members = plain?.readMembers(record.bytes) ?? null;
        const event = members ?? toEvent(record, name, adapter);
        const time = members === null ? parseUtcTime(timeTextOf(event)) : plain?.time;
        tally.events += 1;
        if ((time ?? latest) < latest) tally.backwards += 1;
        latest = time ?? latest;
        if (tally.mapping.isOpen) tally.mapping.see(toObject(event));
        yield event;
      }
    }
  }
}

function toEvent({ bytes, line }: SourceRecord, name: string, adapter: LogAdapter): JsonObject {
  const where = `Line ${line} of ${name}`;
  const event = parseEvent(bytes, where, line);
  const time = readEventTime(event, adapter.times);
  if (time.kind === 'defect') {
    const advice = 'Another place is named with --time POINTER, another kind of log with --adapter ID.';
    throw new FormatError('json', `${where}: ${time.statement}. ${advice}`, { line });
  }
  if (time.pointer !== '/ts' && event.has('ts')) {
    throw new FormatError('json', `${where}: "ts" is taken by another field.`, { line });
  }
  return new Map([['ts', time.text], ...event]).set('ts', time.text);
}

function parseEvent(bytes: Uint8Array, where: string, line: number): JsonObject {
  try {
    const value = parseStrictJson(bytes);
    if (value instanceof Map) return value;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new FormatError(error.code, `${where}: ${error.message}`, { line }, error);
  }
  throw new FormatError('json', `${where}: expected a JSON object.`, { line });
}

/** Members that are spelled already begin behind the brace. */
function toObject(event: OutgoingEvent): JsonObject {
  if (!(event instanceof Uint8Array)) return event;
  const value = parseStrictJson(concatBytes([encodeUtf8('{'), event]));
  return value instanceof Map ? value : new Map();
}
