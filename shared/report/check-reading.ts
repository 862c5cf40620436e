import { eventFields } from '../adapters/event-field.ts';
import { toFieldValue } from '../adapters/read-event.ts';
import { readLine } from '../bundle/read-line.ts';
import { limits } from '../bytes/limits.ts';
import type { JsonValue } from '../json/json-value.ts';
import type { ExtractedEntry } from './extract.ts';
import type { ReportProblemCode } from './report-problem.ts';

interface ReadingFault {
  readonly code: Extract<ReportProblemCode, 'fields-differ' | 'seq-differs'>;
  readonly statement: string;
}

/**
 * What is said of a line and does not stand in it. Where a field lies only its bundle says; that its value is one of the line
 * can be seen here, so that no report says of an entry what nobody signed.
 */
export function readingFaults(entry: ExtractedEntry): readonly ReadingFault[] {
  const { seq, origin, line, fields, time, proof } = entry;
  const { event, claimedTime, claimedSeq } = readLine(line, limits);
  const values = new Set(event === null ? [] : textsIn(event));
  const name = `Entry ${seq} of ${origin}`;
  const strange = eventFields.find((field) => {
    const value = fields[field];
    return value.kind === 'text' && !values.has(value.text);
  });
  const isMisplaced = claimedSeq === null && proof.kind === 'path' && proof.index !== seq;
  return [
    ...(strange === undefined
      ? []
      : [fault('fields-differ', `${name} has a value as ${strange} that does not stand in its line.`)]),
    ...(event === null || time === claimedTime
      ? []
      : [fault('fields-differ', `${name} states another time than it is said to.`)]),
    // A line that states no number has that of its place: else a stub could stand for any other entry.
    ...(isMisplaced
      ? [fault('seq-differs', `${name} states no number, and its proof is of place ${proof.index}.`)]
      : []),
  ];
}

/** Every value of a line, as a column would show it. */
function textsIn(value: JsonValue): readonly string[] {
  const own = toFieldValue(value);
  const inside = isList(value) ? value : value instanceof Map ? [...value.values()] : [];
  return [...(own.kind === 'text' ? [own.text] : []), ...inside.flatMap(textsIn)];
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function fault(code: ReadingFault['code'], statement: string): ReadingFault {
  return { code, statement };
}
