import { FormatError } from '../bytes/errors.ts';
import type { DigestHex, EntrySeq } from '../bytes/units.ts';
import type { JsonValue } from '../json/json-value.ts';
import { ObjectReader } from '../json/object-reader.ts';

/** One line of a log, wherever a copy of it lies: another entry under the same seq has another digest. */
export interface LineName {
  readonly seq: EntrySeq;
  readonly leaf: DigestHex;
}

/** What a person speaks of. Named by what it is and never by where it is stored. */
export type Target =
  | { readonly kind: 'entry'; readonly origin: string; readonly line: LineName }
  | { readonly kind: 'range'; readonly origin: string; readonly first: LineName; readonly last: LineName }
  | { readonly kind: 'bundle'; readonly origin: string; readonly fileSha256: DigestHex };

/** The same text for the same target, and for no other. */
export function targetKey(target: Target): string {
  switch (target.kind) {
    case 'entry':
      return entryKey(target.origin, target.line);
    case 'range':
      return `range ${lineKey(target.first)} ${lineKey(target.last)} ${target.origin}`;
    case 'bundle':
      return `bundle ${target.fileSha256} ${target.origin}`;
    default:
      return target satisfies never;
  }
}

function entryKey(origin: string, line: LineName): string {
  return `entry ${lineKey(line)} ${origin}`;
}

export function readTarget(value: JsonValue, where: string): Target {
  const reader = new ObjectReader(value, where);
  const target = readKind(reader, where);
  reader.end();
  return target;
}

/** Members in a fixed order, since what is made is digested as it is written. */
export function toTargetDocument(target: Target): object {
  switch (target.kind) {
    case 'entry':
      return { kind: target.kind, origin: target.origin, ...toLineDocument(target.line) };
    case 'range': {
      const { kind, origin, first, last } = target;
      return { kind, origin, first: toLineDocument(first), last: toLineDocument(last) };
    }
    case 'bundle':
      return { kind: target.kind, origin: target.origin, fileSha256: target.fileSha256 };
    default:
      return target satisfies never;
  }
}

function readKind(reader: ObjectReader, where: string): Target {
  const kind = reader.word('kind', ['entry', 'range', 'bundle']);
  const origin = reader.text('origin');
  switch (kind) {
    case 'entry':
      return { kind, origin, line: readLine(reader, where) };
    case 'range': {
      const first = reader.object('first', (line) => readLine(line, where));
      const last = reader.object('last', (line) => readLine(line, where));
      if (first.seq > last.seq) throw new FormatError('json', `Expected a range that goes up ${where}.`);
      return { kind, origin, first, last };
    }
    case 'bundle':
      return { kind, origin, fileSha256: readDigest(reader, 'fileSha256', where) };
    default:
      return kind satisfies never;
  }
}

function readLine(reader: ObjectReader, where: string): LineName {
  return { seq: reader.count('seq'), leaf: readDigest(reader, 'leaf', where) };
}

const digestPattern = /^[0-9a-f]{64}$/;

/** 64 lowercase hexadecimal digits. */
export function isDigest(text: string): boolean {
  return digestPattern.test(text);
}

/** The digest under a name; any other text throws FormatError `json`. */
export function readDigest(reader: ObjectReader, name: string, where: string): DigestHex {
  const text = reader.text(name);
  if (isDigest(text)) return text;
  throw new FormatError('json', `Expected 64 lowercase hexadecimal digits as "${name}" ${where}.`);
}

function toLineDocument({ seq, leaf }: LineName): LineName {
  return { seq, leaf };
}

function lineKey({ seq, leaf }: LineName): string {
  return `${seq}:${leaf}`;
}
