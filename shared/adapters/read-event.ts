import type { JsonObject, JsonValue } from '../json/json-value.ts';
import { resolvePointer } from '../json/pointer.ts';
import type { EntryReading } from './entry-reading.ts';
import { type EventField, eventFields } from './event-field.ts';
import type { FieldValue } from './field-value.ts';

export type EventMapping = { readonly [Field in EventField]?: string };

export type EventFields = { readonly [Field in EventField]: FieldValue };

/** Where each field lies in an entry that names no mapping of its own. */
export const defaultMapping: EventMapping = {
  actor: '/actor/id',
  action: '/action',
  target: '/target',
  outcome: '/outcome',
  service: '/service',
  address: '/source/ip',
  session: '/session',
};

const absent: FieldValue = { kind: 'absent' };
const empty: FieldValue = { kind: 'empty' };
const withheld: FieldValue = { kind: 'withheld' };

/**
 * The event-model fields of one entry. An entry that cannot be read has no field at all, and a withheld one
 * withholds all of them: the words never stand for each other.
 */
export function readEventFields(
  event: JsonObject | null,
  mapping: EventMapping,
  reading: EntryReading,
): EventFields {
  if (event === null) return allFields(reading === 'withheld' ? withheld : absent);
  const fields: { [Field in EventField]?: FieldValue } = {};
  for (const field of eventFields) {
    const pointer = mapping[field];
    fields[field] = pointer === undefined ? absent : toFieldValue(resolvePointer(event, pointer));
  }
  return { ...allFields(absent), ...fields };
}

function allFields(value: FieldValue): EventFields {
  return {
    actor: value,
    action: value,
    target: value,
    outcome: value,
    service: value,
    address: value,
    session: value,
  };
}

/** What a column says of a value that an entry has, or does not have. */
export function toFieldValue(value: JsonValue | undefined): FieldValue {
  if (value === undefined || value === null) return absent;
  if (value === '') return empty;
  if (typeof value === 'string') return { kind: 'text', text: value };
  if (typeof value === 'number' || typeof value === 'boolean') return { kind: 'text', text: String(value) };
  return isCommitment(value) ? withheld : { kind: 'text', text: renderCompact(value) };
}

/** `[{"...":"<digest>"}]`: the value was replaced by its digest when the log was sealed. */
export function isCommitment(value: JsonValue): boolean {
  if (!Array.isArray(value) || value.length !== 1) return false;
  const [only] = value;
  return only instanceof Map && only.size === 1 && typeof only.get('...') === 'string';
}

/** A structured value as one line of text, so that a column can show it. The raw bytes stay the evidence. */
function renderCompact(value: JsonValue): string {
  if (value instanceof Map) {
    return `{${[...value].map(([name, member]) => `${JSON.stringify(name)}:${renderCompact(member)}`).join(',')}}`;
  }
  if (Array.isArray(value)) return `[${value.map(renderCompact).join(',')}]`;
  return JSON.stringify(value);
}
