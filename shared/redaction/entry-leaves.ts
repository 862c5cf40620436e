import type { JsonObject, JsonValue } from '../json/json-value.ts';
import { chainNames } from './redaction-order.ts';

/** Something at the end of a path through an entry: a value in clear, or a commitment. */
export type EntryLeaf =
  | { readonly kind: 'clear'; readonly path: readonly string[]; readonly value: JsonValue }
  | {
      readonly kind: 'committed';
      /** Of the list that the commitment stands in: where the value was before it was committed. */
      readonly path: readonly string[];
      /** Its place in that list. */
      readonly place: number;
      readonly digest: string;
    };

/** Everything that an entry has besides the fields of the chain, in reading order; an empty list or object is a value. */
export function entryLeaves(event: JsonObject): readonly EntryLeaf[] {
  const leaves: EntryLeaf[] = [];
  for (const [name, value] of event) if (!chainNames.has(name)) walk(value, [name], leaves);
  return leaves;
}

/** The same of a value that was committed, by itself. */
export function valueLeaves(value: JsonValue): readonly JsonValue[] {
  const leaves: EntryLeaf[] = [];
  walk(value, [], leaves);
  return leaves.flatMap((leaf) => (leaf.kind === 'clear' ? [leaf.value] : []));
}

/** What is looked for of a value: its text, or a number as it is written; null for what stands everywhere. */
export function textOfLeaf(value: JsonValue): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : null;
}

function walk(value: JsonValue, path: readonly string[], leaves: EntryLeaf[]): void {
  if (value instanceof Map && value.size > 0) {
    for (const [name, member] of value) walk(member, [...path, name], leaves);
  } else if (Array.isArray(value) && value.length > 0) {
    for (const [place, element] of value.entries()) {
      const digest = element instanceof Map && element.size === 1 ? element.get('...') : undefined;
      if (typeof digest === 'string') leaves.push({ kind: 'committed', path, place, digest });
      else walk(element, [...path, String(place)], leaves);
    }
  } else {
    leaves.push({ kind: 'clear', path, value });
  }
}
