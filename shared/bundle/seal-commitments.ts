import { FormatError } from '../bytes/errors.ts';
import { type DisclosableValue, disclosureDigest, renderDisclosure } from '../crypto/disclosure.ts';
import type { JsonObject, JsonValue } from '../json/json-value.ts';

interface CommittedEvent {
  readonly event: JsonObject;
  readonly disclosures: readonly string[];
}

/** Replaces fields by their commitments. An event that lacks a field simply lacks it. */
export type CommitFields = (event: JsonObject) => CommittedEvent;

/**
 * Prepares committing the fields under these JSON pointers, each value under 16 fresh bytes from `salt`.
 * Throws FormatError `json` for a pointer that names the whole entry, a field of the chain, or a part of another one:
 * hiding those would break the proof of the rest.
 */
export function createCommitFields(pointers: readonly string[], salt: () => Uint8Array): CommitFields {
  const paths = pointers.map(toPath);
  for (const [index, path] of paths.entries()) {
    const overlaps = paths.some(
      (other, place) => place !== index && path.every((name, at) => other[at] === name),
    );
    if (overlaps) throw wrong(pointers[index], 'fields that do not lie in each other');
  }
  return (event) => {
    const disclosures: string[] = [];
    const commit = (value: JsonValue): JsonValue => {
      const disclosure = renderDisclosure(salt(), toPlain(value));
      disclosures.push(disclosure);
      return [new Map([['...', disclosureDigest(disclosure)]])];
    };
    const committed = paths.reduce((object, path) => replaceIn(object, path, commit), event);
    return { event: committed, disclosures };
  };
}

type Path = readonly [string, ...string[]];

function toPath(pointer: string): Path {
  // RFC 6901 section 4: ~1 first, so that ~01 becomes ~1 and not a slash.
  const names = pointer.split('/').map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  const [start, first, ...rest] = names;
  if (start !== '' || first === undefined || /~(?![01])/.test(pointer)) {
    throw wrong(pointer, 'a JSON pointer such as /actor/email');
  }
  if (rest.length === 0 && ['seq', 'prev', 'ts'].includes(first)) {
    throw wrong(pointer, 'no field that the chain or the order needs');
  }
  return [first, ...rest];
}

function replaceIn(object: JsonObject, path: Path, replace: (value: JsonValue) => JsonValue): JsonObject {
  const [name, next, ...rest] = path;
  const value = object.get(name);
  if (value === undefined) return object;
  if (next === undefined) return new Map(object).set(name, replace(value));
  return value instanceof Map
    ? new Map(object).set(name, replaceIn(value, [next, ...rest], replace))
    : object;
}

function toPlain(value: JsonValue): DisclosableValue {
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([name, member]) => [name, toPlain(member)]));
  if (Array.isArray(value)) return value.map(toPlain);
  return typeof value === 'object' ? null : value;
}

function wrong(pointer: string | undefined, expected: string): FormatError {
  return new FormatError('json', `Fields to commit: expected ${expected}, found ${JSON.stringify(pointer)}.`);
}
