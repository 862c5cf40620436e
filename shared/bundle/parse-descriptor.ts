import { eventFields } from '../adapters/event-field.ts';
import type { EventMapping } from '../adapters/read-event.ts';
import { defaultMapping } from '../adapters/read-event.ts';
import { asFormatError, FormatError } from '../bytes/errors.ts';
import { parseHex } from '../bytes/hex.ts';
import { limits } from '../bytes/limits.ts';
import { quote } from '../bytes/quote.ts';
import { frontierLength } from '../chain/merkle-tree.ts';
import type { JsonObject, JsonValue } from '../json/json-value.ts';
import { parseStrictObject } from '../json/parse-json.ts';
import { memberPaths } from './bundle-layout.ts';
import type { Descriptor } from './descriptor.ts';

const member = memberPaths.descriptor;

/**
 * Reads `data/bundle.json`. All wrong fields are named in one answer.
 * Throws FormatError `descriptor`, or `unsupported-format` for a version that this program does not know (R9).
 */
export function parseDescriptor(bytes: Uint8Array): Descriptor {
  const value = parseWithPlace(bytes);
  const format = value.get('format');
  if (format !== 'evb/1') {
    throw new FormatError(
      'unsupported-format',
      `${member} states the format ${describe(format)}; this version of Vouch reads "evb/1".`,
      { member },
    );
  }
  const problems: string[] = [];
  const origin = readText(value, 'origin', problems);
  const title = readText(value, 'title', problems);
  const range = readRange(value.get('range'), problems);
  const frontier = readFrontier(value.get('frontier'), range.start, problems);
  const mapping = readMapping(value.get('mapping'), problems);
  const offeredLogKey = readOptionalText(value, 'offeredLogKey', problems);
  if (problems.length > 0) throw wrong(problems);
  return { format, origin, title, range, frontier, mapping, offeredLogKey };
}

function parseWithPlace(bytes: Uint8Array): JsonObject {
  try {
    return parseStrictObject(bytes);
  } catch (caught) {
    const { message, place } = asFormatError(caught);
    throw new FormatError('descriptor', `${member}: ${message}`, { ...place, member }, caught);
  }
}

function readText(object: JsonObject, name: string, problems: string[]): string {
  const value = object.get(name);
  if (typeof value === 'string' && value !== '' && value.length <= limits.descriptorText) return value;
  problems.push(
    `"${name}" must be a text of 1 to ${limits.descriptorText} characters (descriptorText), found ${describe(value)}`,
  );
  return '';
}

/** Any text: one that is no key of this log is ignored where it is used, so it must not make a bundle unreadable. */
function readOptionalText(object: JsonObject, name: string, problems: string[]): string | null {
  const value = object.get(name);
  if (value === undefined || typeof value === 'string') return value ?? null;
  problems.push(`"${name}" must be a text, found ${describe(value)}`);
  return null;
}

function readRange(value: JsonValue | undefined, problems: string[]): Descriptor['range'] {
  const start = value instanceof Map ? value.get('start') : undefined;
  const end = value instanceof Map ? value.get('end') : undefined;
  if (isCount(start) && isCount(end) && start <= end) return { start, end };
  problems.push(`"range" must hold whole numbers start <= end, found ${describe(value)}`);
  return { start: 0, end: 0 };
}

function readFrontier(value: JsonValue | undefined, start: number, problems: string[]): readonly string[] {
  if (value === undefined && start === 0) return [];
  const digests = Array.isArray(value) ? value.filter(isDigest) : [];
  if (Array.isArray(value) && digests.length === value.length && digests.length === frontierLength(start))
    return digests;
  problems.push(`"frontier" must hold ${frontierLength(start)} digests for a range that starts at ${start}`);
  return [];
}

function readMapping(value: JsonValue | undefined, problems: string[]): EventMapping {
  if (value === undefined) return defaultMapping;
  const mapping: { -readonly [Field in keyof EventMapping]: EventMapping[Field] } = {};
  const isSound =
    value instanceof Map &&
    [...value].every(([field, pointer]) => {
      const known = eventFields.find((name) => name === field);
      if (known === undefined || typeof pointer !== 'string' || !isPointer(pointer)) return false;
      mapping[known] = pointer;
      return true;
    });
  if (!isSound)
    problems.push(
      `"mapping" must name JSON pointers for ${eventFields.join(', ')}, found ${describe(value)}`,
    );
  return mapping;
}

/** RFC 6901 section 3, of something inside the entry: a pointer that is none would empty a column without a word. */
function isPointer(text: string): boolean {
  return text.startsWith('/') && !/~(?![01])/.test(text);
}

function isCount(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isDigest(value: JsonValue): value is string {
  return typeof value === 'string' && parseHex(value)?.length === 32;
}

function wrong(problems: readonly string[]): FormatError {
  return new FormatError('descriptor', `${member}: ${problems.join('; ')}.`, { member });
}

function describe(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  if (value instanceof Map) return 'an object';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'string' ? quote(value) : String(value);
}
