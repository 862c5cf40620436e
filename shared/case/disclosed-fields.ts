import type { DisclosedField } from '../contract/case-protocol.ts';
import { disclosureDigest, parseDisclosure } from '../crypto/disclosure.ts';
import type { JsonObject, JsonValue } from '../json/json-value.ts';

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
  const values = new Map(disclosures.map((text) => [disclosureDigest(text), parseDisclosure(text)]));
  return commitments.map(({ pointer, digest }) => {
    const isUnique = commitments.filter((other) => other.digest === digest).length === 1;
    const disclosure = isUnique ? values.get(digest) : undefined;
    return { pointer, digest, value: disclosure ? toText(disclosure.value) : null };
  });
}

function collectCommitments(value: JsonValue, pointer: string): readonly Commitment[] {
  if (value instanceof Map) {
    return [...value].flatMap(([name, member]) =>
      collectCommitments(member, `${pointer}/${escapeName(name)}`),
    );
  }
  if (!Array.isArray(value)) return [];
  return value.flatMap((element: JsonValue, index) => {
    const digest = element instanceof Map && element.size === 1 ? element.get('...') : undefined;
    const place = `${pointer}/${index}`;
    return typeof digest === 'string' ? [{ pointer: place, digest }] : collectCommitments(element, place);
  });
}

/** RFC 6901 section 3. */
function escapeName(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
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
