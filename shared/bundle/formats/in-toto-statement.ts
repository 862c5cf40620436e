import { FormatError } from '../../bytes/errors.ts';
import { quote } from '../../bytes/quote.ts';
import type { JsonValue } from '../../json/json-value.ts';
import { parseStrictObject } from '../../json/parse-json.ts';
import type { DsseEnvelope } from './dsse.ts';

/** What an in-toto statement is about: files by name and digest. What it says of them is not read. */
export interface InTotoStatement {
  readonly predicateType: string;
  readonly subjects: readonly InTotoSubject[];
}

export interface InTotoSubject {
  /** Only a name that somebody gave it; the digest says which file is meant. */
  readonly name: string;
  /** Lowercase hexadecimal digits by the name of the algorithm. */
  readonly digests: ReadonlyMap<string, string>;
}

const payloadTypes: ReadonlySet<string> = new Set(['application/vnd.in-toto+json']);
const statementTypes: ReadonlySet<string> = new Set([
  'https://in-toto.io/Statement/v1',
  'https://in-toto.io/Statement/v0.1',
]);
const mostSubjects = 10_000;

/**
 * Reads the payload of an envelope as an in-toto statement. Throws FormatError: `unsupported-format` for another kind of
 * payload, `json` or `utf8` for one that is none.
 */
export function parseInTotoStatement({ payloadType, payload }: DsseEnvelope): InTotoStatement {
  if (!payloadTypes.has(payloadType)) throw unsupported(`A payload of the type ${quote(payloadType)}`);
  const fields = parseStrictObject(payload);
  const type = fields.get('_type');
  if (typeof type !== 'string' || !statementTypes.has(type)) {
    throw unsupported(`A statement of the type ${quote(String(type))}`);
  }
  const subjects = fields.get('subject');
  const predicateType = fields.get('predicateType');
  if (!Array.isArray(subjects) || subjects.length === 0 || subjects.length > mostSubjects) {
    throw wrong(`subject, 1 to ${mostSubjects} of them`);
  }
  if (typeof predicateType !== 'string') throw wrong('predicateType, a text');
  return { predicateType, subjects: subjects.map(readSubject) };
}

function readSubject(value: JsonValue): InTotoSubject {
  const fields = value instanceof Map ? value : new Map<string, JsonValue>();
  const name = fields.get('name') ?? '';
  const digest = fields.get('digest');
  if (typeof name !== 'string' || !(digest instanceof Map) || digest.size === 0) {
    throw wrong('a subject with name and digest');
  }
  const digests = [...digest].map(([algorithm, hex]): [string, string] => {
    if (typeof hex !== 'string' || !/^[0-9a-f]+$/i.test(hex)) throw wrong('digests in hexadecimal digits');
    return [algorithm, hex.toLowerCase()];
  });
  return { name, digests: new Map(digests) };
}

function unsupported(what: string): FormatError {
  return new FormatError('unsupported-format', `${what} is not read here.`);
}

function wrong(expected: string): FormatError {
  return new FormatError('json', `Expected ${expected}, found something else in the statement.`);
}
