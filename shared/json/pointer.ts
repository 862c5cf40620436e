import type { JsonValue } from './json-value.ts';

/**
 * The value that an RFC 6901 pointer names, or undefined when there is none or the text is not a pointer.
 * An array index is written without leading zeros; `-` names the element after the last one, which never exists.
 */
export function resolvePointer(value: JsonValue, pointer: string): JsonValue | undefined {
  const tokens = pointerTokens(pointer);
  return tokens === null ? undefined : resolveTokens(value, tokens);
}

/** The value at the end of names and indexes, or undefined when there is none. */
export function resolveTokens(value: JsonValue, tokens: readonly string[]): JsonValue | undefined {
  let current: JsonValue | undefined = value;
  for (const token of tokens) {
    current = childOf(current, token);
    if (current === undefined) return undefined;
  }
  return current;
}

/** The names and indexes that a pointer goes through, or null when the text is not a pointer. */
export function pointerTokens(pointer: string): readonly string[] | null {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return null;
  // Section 4: ~1 first, so that ~01 becomes ~1 and not a slash.
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A name as it is written in a pointer (RFC 6901 section 3). */
export function pointerToken(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function childOf(value: JsonValue, token: string): JsonValue | undefined {
  if (value instanceof Map) return value.get(token);
  if (Array.isArray(value) && /^(?:0|[1-9][0-9]*)$/.test(token)) return value[Number(token)];
  return undefined;
}
