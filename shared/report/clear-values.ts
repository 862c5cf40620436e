import type { JsonValue } from '../json/json-value.ts';
import { pointerToken } from '../json/pointer.ts';

/** A value that a line has in clear. An empty list or object counts as one: its name is in clear. */
export interface ClearValue {
  readonly pointer: string;
  /** Texts as they are, all others as JSON spells them. */
  readonly text: string;
}

/** Every value of a line but what stands in it as the digest of a committed one. */
export function clearValues(value: JsonValue, pointer = ''): readonly ClearValue[] {
  if (value instanceof Map) {
    if (value.size === 0) return [{ pointer, text: '' }];
    return [...value].flatMap(([name, member]) => clearValues(member, `${pointer}/${pointerToken(name)}`));
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return [{ pointer, text: '' }];
    return value.flatMap((element: JsonValue, index) =>
      isCommittedElement(element) ? [] : clearValues(element, `${pointer}/${index}`),
    );
  }
  return [{ pointer, text: typeof value === 'string' ? value : String(value) }];
}

/** Whether a pointer names a value or something that it stands in. */
export function standsUnder(pointer: string, above: string): boolean {
  return pointer === above || pointer.startsWith(`${above}/`);
}

function isCommittedElement(element: JsonValue): boolean {
  return element instanceof Map && element.size === 1 && typeof element.get('...') === 'string';
}
