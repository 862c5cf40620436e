import { FormatError } from '../../bytes/errors.ts';
import type { JsonObject, JsonValue } from '../../json/json-value.ts';
import { parseAnyBase64 } from './any-base64.ts';

/**
 * Fields of a message in the JSON form of protobuf: unknown ones mean nothing, null is the same as absent. Names are read
 * in lowerCamelCase only, as every program writes them. All throw FormatError `json` that names the field.
 */
export function optionalMessage(fields: JsonObject, name: string): JsonObject | null {
  const value = fields.get(name) ?? null;
  if (value === null || value instanceof Map) return value;
  throw wrong(name, 'an object');
}

export function message(fields: JsonObject, name: string): JsonObject {
  return optionalMessage(fields, name) ?? refuse(name, 'an object');
}

/** An absent list is an empty one. */
export function messages(fields: JsonObject, name: string, most: number): readonly JsonObject[] {
  return list(fields, name, most).map((value) => (value instanceof Map ? value : refuse(name, 'objects')));
}

export function bytesList(fields: JsonObject, name: string, most: number): readonly Uint8Array[] {
  return list(fields, name, most).map((value) => toBytes(value) ?? refuse(name, 'base64'));
}

export function optionalText(fields: JsonObject, name: string): string | null {
  const value = fields.get(name) ?? null;
  if (value === null || typeof value === 'string') return value;
  throw wrong(name, 'a text');
}

export function text(fields: JsonObject, name: string): string {
  return optionalText(fields, name) ?? refuse(name, 'a text');
}

export function bytes(fields: JsonObject, name: string): Uint8Array {
  return toBytes(fields.get(name) ?? null) ?? refuse(name, 'base64');
}

/** A whole number from 0, as a text or a number; absent is 0, because protobuf leaves zeros out. */
export function count(fields: JsonObject, name: string): number {
  const value = fields.get(name) ?? 0;
  const number = typeof value === 'string' && /^(?:0|[1-9][0-9]{0,15})$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0
    ? number
    : refuse(name, 'a whole number from 0');
}

function list(fields: JsonObject, name: string, most: number): readonly JsonValue[] {
  const value = fields.get(name) ?? [];
  if (!Array.isArray(value)) throw wrong(name, 'a list');
  if (value.length > most) throw wrong(name, `at most ${most}`);
  return value;
}

function toBytes(value: JsonValue): Uint8Array | null {
  return typeof value === 'string' ? parseAnyBase64(value) : null;
}

function refuse(name: string, expected: string): never {
  throw wrong(name, expected);
}

function wrong(name: string, expected: string): FormatError {
  return new FormatError('json', `Expected ${expected} as ${name}, found something else.`);
}
