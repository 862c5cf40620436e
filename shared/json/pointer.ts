import type { JsonValue } from './json-value.ts';

/**
 * The value that an RFC 6901 pointer names, or undefined when there is none or the text is not a pointer.
 * An array index is written without leading zeros; `-` names the element after the last one, which never exists.
 */
export function resolvePointer(value: JsonValue, pointer: string): JsonValue | undefined {
  if (pointer === '') return value;
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined;
  let current: JsonValue | undefined = value;
  for (const token of pointer.slice(1).split('/')) {
    // Section 4: ~1 first, so that ~01 becomes ~1 and not a slash.
    current = childOf(current, token.replaceAll('~1', '/').replaceAll('~0', '~'));
    if (current === undefined) return undefined;
  }
  return current;
}

function childOf(value: JsonValue, token: string): JsonValue | undefined {
  if (value instanceof Map) return value.get(token);
  if (Array.isArray(value) && /^(?:0|[1-9][0-9]*)$/.test(token)) return value[Number(token)];
  return undefined;
}
