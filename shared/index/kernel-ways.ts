import { eventFields } from '../adapters/event-field.ts';
import type { EventMapping } from '../adapters/read-event.ts';
import { FieldSpans } from '../bundle/field-spans.ts';

/** Where one field lies, in steps that the kernel can take. */
export interface KernelWay {
  /** Fields that lie at one place share it. */
  readonly slot: number;
  readonly names: readonly string[];
  /** An item of the list at the end of these names, and the names from there on; null for nearly every field. */
  readonly inList: { readonly index: number; readonly names: readonly string[] } | null;
}

const listIndex = /^(?:0|[1-9][0-9]{0,4})$/;

/** In the order of `eventFields`, null for a field that is not mapped. Null when the kernel cannot go one of these ways. */
export function kernelWays(mapping: EventMapping): readonly (KernelWay | null)[] | null {
  const { ways } = new FieldSpans(mapping);
  const slots = new Map<string, number>();
  /** Of each list the one item that is looked for: the kernel tells one from all others. */
  const indexes = new Map<string, string>();
  const found: (KernelWay | null)[] = [];
  for (const [field, way] of ways.entries()) {
    const pointer = mapping[eventFields[field] ?? 'actor'];
    if (way === null || pointer === undefined) {
      found.push(null);
      continue;
    }
    const slot = slots.get(pointer) ?? slots.size;
    slots.set(pointer, slot);
    const [index, ...names] = way.rest;
    if (index === undefined) {
      found.push({ slot, names: way.names, inList: null });
      continue;
    }
    const list = JSON.stringify(way.names);
    const isOnly = (indexes.get(list) ?? index) === index;
    indexes.set(list, index);
    // Digits further on may be an index, too: only a built value tells.
    if (!isOnly || !listIndex.test(index) || names.some((name) => /^[0-9]+$/.test(name))) return null;
    found.push({ slot, names: way.names, inList: { index: Number(index), names } });
  }
  return found;
}
