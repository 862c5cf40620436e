import type { DisclosedField } from '../contract/entry-protocol.ts';
import { disclosureDigest, parseDisclosure } from '../crypto/disclosure.ts';
import type { JsonObject, JsonValue } from '../json/json-value.ts';
import { pointerToken } from '../json/pointer.ts';

interface Commitment {
  readonly pointer: string;
  readonly digest: string;
}

/**
 * The committed fields of one entry, with the value where a disclosure opens it. The digest is computed from the
 * disclosure now and looked for in the entry, so a value can appear only where the signed line commits to it.
 * A digest that stands twice opens nothing: the format allows each disclosure one place.
 */
export function disclosedFields(
  event: JsonObject,
  disclosures: readonly string[],
): readonly DisclosedField[] {
  const commitments = collectCommitments(event, '');
  const texts = new Map(disclosures.map((text) => [disclosureDigest(text), text]));
  return commitments.map(({ pointer, digest }) => {
    const isUnique = commitments.filter((other) => other.digest === digest).length === 1;
    const text = isUnique ? texts.get(digest) : undefined;
    const opened = text === undefined ? null : parseDisclosure(text);
    return opened === null || text === undefined
      ? { pointer, digest, value: null, disclosure: null }
      : { pointer, digest, value: toText(opened.value), disclosure: text };
  });
}

function collectCommitments(value: JsonValue, pointer: string): readonly Commitment[] {
  if (value instanceof Map) {
    return [...value].flatMap(([name, member]) =>
      collectCommitments(member, `${pointer}/${pointerToken(name)}`),
    );
  }
  if (!Array.isArray(value)) return [];
  return value.flatMap((element: JsonValue, index) => {
    const digest = element instanceof Map && element.size === 1 ? element.get('...') : undefined;
    const place = `${pointer}/${index}`;
    return typeof digest === 'string' ? [{ pointer: place, digest }] : collectCommitments(element, place);
  });
}

function toText(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (value instanceof Map) {
    return `{${[...value].map(([name, member]) => `${JSON.stringify(name)}:${toJson(member)}`).join(',')}}`;
  }
  return toJson(value);
}

function toJson(value: JsonValue): string {
  if (value instanceof Map) return toText(value);
  if (Array.isArray(value)) return `[${value.map(toJson).join(',')}]`;
  return JSON.stringify(value);
}
