import { AlgorithmIdentifier } from 'pkijs';
import { parseUtcTime } from '../adapters/utc-time.ts';
import { toBigInt } from '../bytes/big-integer.ts';
import { FormatError } from '../bytes/errors.ts';
import type { UnixMillis } from '../bytes/units.ts';
import type { DigestName } from '../crypto/digest-name.ts';
import { readDigestAlgorithm } from './algorithm.ts';
import { assertDer } from './der.ts';
import { type DerElement, derElements } from './der-elements.ts';
import { readObjectId } from './read-object-id.ts';
import { readStructure } from './structure.ts';

/** What a time authority states (TSTInfo, RFC 3161 section 2.4.2). Its nonce and its order are for whoever asked. */
export interface TimeStampInfo {
  /** The rules under which the authority says that it works, as an object identifier. */
  readonly policy: string;
  readonly imprintDigest: DigestName | { readonly unsupported: string };
  readonly imprint: Uint8Array;
  /** The time as stated; parts of a millisecond count as a whole one, so that it is never too early. */
  readonly time: UnixMillis;
  /** How far the stated time may lie from the true one, in the same way; null when nothing is stated. */
  readonly accuracyMillis: number | null;
  /** Extensions that must be understood. None is known here. */
  readonly hasCriticalExtension: boolean;
}

/**
 * Reads TSTInfo. The library keeps times as whole milliseconds and would lose part of what was signed, so the fields are
 * read one by one. Throws FormatError `time-stamp`.
 */
export function parseTimeStampInfo(bytes: Uint8Array): TimeStampInfo {
  assertDer(bytes, 'time-stamp');
  const [whole] = derElements(bytes);
  const fields = [...derElements(whole?.tag === tags.sequence ? whole.content : new Uint8Array(0))];
  const take = (tag: number) => takeNext(fields, tag);
  const need = (tag: number, what: string): DerElement => {
    const field = take(tag);
    if (field === null) throw wrong(what);
    return field;
  };
  const version = need(tags.integer, 'a version').content;
  if (version.length !== 1 || version[0] !== 1) throw wrong('version 1');
  const policy = readPolicy(fields.shift());
  const [algorithm, imprint, ...more] = derElements(need(tags.sequence, 'a message imprint').content);
  if (algorithm === undefined || imprint?.tag !== tags.octets || more.length > 0)
    throw wrong('a message imprint');
  need(tags.integer, 'a serial number');
  const time = readTime(need(tags.time, 'a time'));
  const accuracy = take(tags.sequence);
  // Only TRUE: what is the default has no second spelling in DER.
  const ordering = take(tags.boolean);
  if (ordering?.content[0] === 0) throw wrong('an order that is left out when there is none');
  take(tags.integer);
  take(tags.authorityName);
  const extensions = take(tags.extensions);
  if (fields.length > 0) throw wrong('nothing behind the known fields');
  return {
    policy,
    imprintDigest: readDigestAlgorithm(readStructure(AlgorithmIdentifier, algorithm.whole, 'time-stamp')),
    imprint: imprint.content.slice(),
    time,
    accuracyMillis: accuracy === null ? null : readAccuracy(accuracy),
    hasCriticalExtension: extensions !== null && derElements(extensions.content).some(isCritical),
  };
}

const tags = {
  boolean: 0x01,
  integer: 0x02,
  octets: 0x04,
  time: 0x18,
  sequence: 0x30,
  millis: 0x80,
  micros: 0x81,
  authorityName: 0xa0,
  extensions: 0xa1,
} as const;

/** Takes away the first of these elements when it has this tag. */
function takeNext(elements: DerElement[], tag: number): DerElement | null {
  const [next] = elements;
  if (next?.tag !== tag) return null;
  elements.shift();
  return next;
}

function readPolicy(field: DerElement | undefined): string {
  const policy = field === undefined ? null : readObjectId(field.whole);
  if (policy === null) throw wrong('a policy');
  return policy;
}

function readTime({ content }: DerElement): UnixMillis {
  const text = String.fromCharCode(...content.subarray(0, 40));
  const [digits = '', fraction = ''] = text.slice(0, -1).split('.');
  const second = digits.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6');
  const time = parseUtcTime(`${second}.${fraction.slice(0, 3).padEnd(3, '0')}Z`);
  if (time === null) throw wrong('a time that exists');
  return fraction.length > 3 ? time + 1 : time;
}

/** Section 2.4.2: seconds, milliseconds and microseconds, each of which may be left out. */
function readAccuracy({ content }: DerElement): number {
  const parts = [...derElements(content)];
  const take = (tag: number, most: bigint): number => {
    const part = takeNext(parts, tag);
    if (part === null) return 0;
    const value = toBigInt(part.content);
    if (value > most) throw wrong(`an accuracy of at most ${most}`);
    return Number(value);
  };
  // A century: whoever states more states nothing, and the sum must stay a number that can be counted with.
  const seconds = take(tags.integer, 3_155_760_000n);
  const millis = take(tags.millis, 999n);
  const micros = take(tags.micros, 999n);
  if (parts.length > 0) throw wrong('an accuracy in its form');
  return seconds * 1000 + millis + (micros > 0 ? 1 : 0);
}

function isCritical({ tag: kind, content }: DerElement): boolean {
  if (kind !== tags.sequence) throw wrong('extensions in their form');
  return derElements(content).some(({ tag, content: value }) => tag === tags.boolean && value[0] !== 0);
}

function wrong(expected: string): FormatError {
  return new FormatError('time-stamp', `Expected ${expected} in what the time authority signed.`);
}
