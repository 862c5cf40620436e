import type { EventMapping } from '../adapters/read-event.ts';
import type { DisclosedField, EntryValue, FurtherField } from '../contract/entry-protocol.ts';
import type { JsonObject, JsonValue } from '../json/json-value.ts';
import { pointerToken } from '../json/pointer.ts';

/** What every entry has for the log's sake; it is shown where the log is spoken of. */
const ownNames: ReadonlySet<string> = new Set(['/seq', '/prev', '/ts']);

/**
 * All values of an entry that are neither a field of the event model nor the log's own, in the order of the entry, each by
 * its JSON pointer. A list and an object are their members, or one value when they have none. A committed value stands
 * where it was before it was committed.
 */
export function furtherFields(
  event: JsonObject,
  mapping: EventMapping,
  disclosures: readonly DisclosedField[],
): readonly FurtherField[] {
  const named = new Set(Object.values(mapping));
  const opened = new Map(disclosures.map(({ pointer, value }) => [pointer, value]));
  return [...valuesOf(event, '', opened)].filter(
    ({ pointer }) => !named.has(pointer) && !ownNames.has(pointer),
  );
}

type OpenedValues = ReadonlyMap<string, string | null>;

function* valuesOf(value: JsonValue, pointer: string, opened: OpenedValues): Generator<FurtherField> {
  if (isScalar(value)) {
    yield plain(pointer, toEntryValue(value));
  } else if (value instanceof Map) {
    if (value.size === 0) yield plain(pointer, { kind: 'empty-object' });
    for (const [name, member] of value) yield* valuesOf(member, `${pointer}/${pointerToken(name)}`, opened);
  } else if (Array.isArray(value)) {
    if (value.length === 0) yield plain(pointer, { kind: 'empty-list' });
    for (const [index, element] of value.entries()) {
      const place = `${pointer}/${index}`;
      const disclosed = opened.get(place);
      if (disclosed === undefined) yield* valuesOf(element, place, opened);
      // A list of one commitment is how the value of a field was committed.
      else yield toDisclosedField(value.length === 1 ? pointer : place, disclosed);
    }
  }
}

type Scalar = string | number | boolean | null;

function isScalar(value: JsonValue): value is Scalar {
  return value === null || typeof value !== 'object';
}

function plain(pointer: string, value: EntryValue): FurtherField {
  return { pointer, value, isDisclosed: false };
}

function toDisclosedField(pointer: string, value: string | null): FurtherField {
  if (value === null) return plain(pointer, { kind: 'withheld' });
  return { pointer, value: toEntryValue(value), isDisclosed: true };
}

/** Of a value that is neither a list nor an object. */
function toEntryValue(value: Scalar): EntryValue {
  if (value === null) return { kind: 'null' };
  if (value === '') return { kind: 'empty' };
  switch (typeof value) {
    case 'string':
      return { kind: 'text', text: value };
    case 'number':
      return { kind: 'number', text: String(value) };
    default:
      return { kind: 'boolean', text: String(value) };
  }
}
