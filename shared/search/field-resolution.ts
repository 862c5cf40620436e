import { type EventField, eventFields } from '../adapters/event-field.ts';
import type { EventMapping } from '../adapters/read-event.ts';
import { aliasedField } from '../query/field-alias.ts';
import type { FieldName } from '../query/query-tree.ts';
import { dottedName, endsWithName, withoutIndexes } from './field-paths.ts';
import { modelFields } from './model-fields.ts';

/** Where the values of a field lie in the lines of one bundle. Both empty where the bundle has no such field. */
export interface FieldPlaces {
  readonly columns: readonly EventField[];
  /** Pointers of other values, ascending. */
  readonly pointers: readonly string[];
  /** The same for the same places. */
  readonly key: string;
}

/** What a bundle has: the fields of its mapping, and the paths of all its parts. */
export interface KnownPlaces {
  readonly mapping: EventMapping;
  /** Pointers with their dotted names, of those that have one. */
  readonly paths: ReadonlyMap<string, string>;
}

/** How closely a name is compared. The second is asked only where the first finds nothing in any bundle. */
export type NameCase = 'exact' | 'any-case';

/**
 * The places of a name in one bundle. A field of the event model is its column, where the bundle maps one. Every other
 * name is the end of a path; besides, another word for an event field is that field, and a further name of the event
 * model is where known logs have it: what is left out by mistake would not be missed.
 */
export function placesOf(name: FieldName, known: KnownPlaces, nameCase: NameCase): FieldPlaces {
  const isSame = comparison(nameCase);
  const field = eventFields.find((each) => isSame(each, name));
  if (field !== undefined && known.mapping[field] !== undefined) return toPlaces([field], []);
  const alias = aliasedField(name);
  const isWanted = endOfPath(name, nameCase);
  const likely = new Set(likelyPointers(name, nameCase));
  const columns = eventFields.filter((each) => {
    const pointer = known.mapping[each];
    if (pointer === undefined) return false;
    const general = withoutIndexes(pointer);
    return (
      each === alias ||
      isWanted(dottedName(general)) ||
      isWanted(dottedName(pointer)) ||
      likely.has(general) ||
      likely.has(pointer)
    );
  });
  const pointers = [...known.paths].flatMap(([pointer, dotted]) =>
    isWanted(dotted) || likely.has(pointer) ? [pointer] : [],
  );
  return toPlaces(columns, pointers);
}

/** The places of exactly these pointers. */
export function placesAt(wanted: readonly string[], known: KnownPlaces): FieldPlaces {
  const set = new Set(wanted);
  const columns = eventFields.filter((each) => set.has(known.mapping[each] ?? ''));
  return toPlaces(
    columns,
    wanted.filter((pointer) => known.paths.has(pointer)),
  );
}

export function isNowhere({ columns, pointers }: FieldPlaces): boolean {
  return columns.length === 0 && pointers.length === 0;
}

function toPlaces(columns: readonly EventField[], unsorted: readonly string[]): FieldPlaces {
  const pointers = unsorted.toSorted();
  return { columns, pointers, key: JSON.stringify([columns, pointers]) };
}

function likelyPointers(name: FieldName, nameCase: NameCase): readonly string[] {
  if (nameCase === 'exact') return modelFields.get(name) ?? [];
  const isSame = comparison(nameCase);
  return [...modelFields].flatMap(([each, pointers]) => (isSame(each, name) ? pointers : []));
}

function comparison(nameCase: NameCase): (one: string, other: string) => boolean {
  return nameCase === 'exact'
    ? (one, other) => one === other
    : (one, other) => one.toLowerCase() === other.toLowerCase();
}

function endOfPath(name: FieldName, nameCase: NameCase): (dotted: string | null) => boolean {
  if (nameCase === 'exact') return (dotted) => dotted !== null && endsWithName(dotted, name);
  const small = name.toLowerCase();
  return (dotted) => dotted !== null && endsWithName(dotted.toLowerCase(), small);
}
