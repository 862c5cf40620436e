import { type EventField, eventFields } from '../../shared/adapters/event-field.ts';
import type { FieldValue } from '../../shared/adapters/field-value.ts';
import { aliasedField } from '../../shared/query/field-alias.ts';
import { modelFields } from '../../shared/search/model-fields.ts';
import type { PlainBundle, PlainEntry } from './slow-lines.ts';

interface Places {
  readonly columns: readonly EventField[];
  readonly paths: readonly string[];
}

/** Where a name lies in each bundle, by the rules in words: first as it is spelled, and where that is nowhere, in any case. */
export function slowPlaces(
  name: string,
  bundles: readonly PlainBundle[],
  entries: readonly PlainEntry[],
): readonly Places[] {
  const inCase = (fold: (text: string) => string) =>
    bundles.map((bundle) => placesIn(name, bundle, entries, fold));
  const exact = inCase((text) => text);
  const isNowhere = exact.every(({ columns, paths }) => columns.length + paths.length === 0);
  return isNowhere ? inCase((text) => text.toLowerCase()) : exact;
}

function placesIn(
  name: string,
  bundle: PlainBundle,
  entries: readonly PlainEntry[],
  fold: (text: string) => string,
): Places {
  const { mapping } = bundle;
  const known = new Set(
    entries
      .filter((entry) => entry.bundle === bundle)
      .flatMap(({ others }) => others.map(({ path }) => path)),
  );
  const wanted = fold(name);
  const own = eventFields.find((field) => fold(field) === wanted);
  if (own !== undefined && mapping[own] !== undefined) return { columns: [own], paths: [] };
  const likely = [...modelFields].flatMap(([model, pointers]) => (fold(model) === wanted ? pointers : []));
  const isMeant = (pointer: string) =>
    likely.includes(pointer) || namesOf(pointer).some((each) => fold(each) === wanted);
  const columns = eventFields.filter((field) => {
    const pointer = mapping[field];
    if (pointer === undefined) return false;
    return (
      aliasedField(name) === field || isMeant(pointer) || isMeant(pointer.replace(/\/\d+(?![^/])/g, '/~2'))
    );
  });
  return { columns, paths: [...known].filter(isMeant).toSorted() };
}

/** Every end of a path by its names, divided by dots. */
function namesOf(pointer: string): readonly string[] {
  const tokens = pointer
    .split('/')
    .slice(1)
    .filter((token) => token !== '~2');
  if (tokens.includes('~3')) return [];
  const dotted = tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~')).join('.');
  return [...dotted]
    .flatMap((character, at) => (character === '.' ? [dotted.slice(at + 1)] : []))
    .concat(dotted);
}

/** The values of a field in a line; of a stub one, which is withheld. */
export function slowValues(entry: PlainEntry, places: readonly Places[]): readonly FieldValue[] {
  if (entry.row.reading === 'withheld') return [{ kind: 'withheld' }];
  const { columns, paths } = places[entry.bundleIndex] ?? { columns: [], paths: [] };
  return [
    ...columns.map((field) => entry.row.fields[field]).filter(({ kind }) => kind !== 'absent'),
    ...inOrder(entry, paths),
  ];
}

function inOrder({ others }: PlainEntry, paths: readonly string[]): readonly FieldValue[] {
  return paths.flatMap((path) => others.filter((other) => other.path === path).map(({ value }) => value));
}
