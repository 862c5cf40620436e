import { parseBase64Url, toBase64Url } from '../bytes/base64.ts';
import { BugError } from '../bytes/errors.ts';
import { tryParse } from '../bytes/try-parse.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import type { JsonValue } from '../json/json-value.ts';
import { parseStrictJson } from '../json/parse-json.ts';
import { sha256 } from './digest.ts';

/** A committed field, opened: RFC 9901 (SD-JWT) section 4.2.2, an array element. */
export interface Disclosure {
  readonly salt: string;
  readonly value: JsonValue;
}

/** What can be committed when an entry is sealed. */
export type DisclosableValue =
  | string
  | number
  | boolean
  | null
  | readonly DisclosableValue[]
  | { readonly [name: string]: DisclosableValue };

/** 128 bits: with fewer, a hidden value could be found by trying all likely values with all salts. */
const saltBytes = 16;

/** RFC 9901 section 4.2.3: the digest that stands in the entry, taken of the disclosure as it is spelled. */
export function disclosureDigest(disclosure: string): string {
  return toBase64Url(sha256(encodeUtf8(disclosure)));
}

/** Opens a disclosure of EVB/1, base64url of strict JSON `[salt, value]`; null for everything else. */
export function parseDisclosure(disclosure: string): Disclosure | null {
  const bytes = parseBase64Url(disclosure);
  const pair = bytes === null ? null : parseJsonOrNull(bytes);
  if (!Array.isArray(pair) || pair.length !== 2) return null;
  // A third element would be a name: the form for object members, which EVB/1 does not use.
  const [salt, value] = pair;
  return typeof salt === 'string' && salt !== '' && value !== undefined ? { salt, value } : null;
}

/** Commits a value under 16 random bytes, which must be used for no other value. */
export function renderDisclosure(salt: Uint8Array, value: DisclosableValue): string {
  if (salt.length !== saltBytes) throw new BugError(`A salt has ${salt.length} bytes instead of 16.`);
  const disclosure = toBase64Url(encodeUtf8(JSON.stringify([toBase64Url(salt), value], refuseNotFinite)));
  if (parseDisclosure(disclosure) === null) throw new BugError('The value cannot be written as strict JSON.');
  return disclosure;
}

/** JSON.stringify writes null for these, which would commit another value than the one given. */
function refuseNotFinite(_name: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new BugError(`${value} is not JSON.`);
  return value;
}

function parseJsonOrNull(bytes: Uint8Array): JsonValue {
  const read = tryParse(() => parseStrictJson(bytes));
  return read.kind === 'value' ? read.value : null;
}
