import { parseUtcTime, renderUtcTime } from '../adapters/utc-time.ts';
import { parseBase64, toBase64 } from '../bytes/base64.ts';
import { FormatError } from '../bytes/errors.ts';
import { quote } from '../bytes/quote.ts';
import type { DigestHex, UnixMillis } from '../bytes/units.ts';
import type { JsonObject } from '../json/json-value.ts';
import type { RememberedHead } from './head-memory.ts';
import type { TimeAuthority } from './time-authority.ts';
import type { TrustedKey } from './trusted-key.ts';

/** One step in the life of a trust store. Everything in a store follows from its decisions, in their order. */
export type Decision =
  | (Pick<
      TrustedKey,
      'role' | 'origin' | 'publicKey' | 'fingerprint' | 'compared' | 'validAfter' | 'validBefore'
    > &
      Said & { readonly action: 'key-pinned' })
  | (Said & { readonly action: 'key-unpinned'; readonly keyId: string })
  | (Said & {
      readonly action: 'key-revoked';
      readonly keyId: string;
      readonly from: UnixMillis;
      readonly reason: string;
    })
  | (Pick<TimeAuthority, 'certificate' | 'fingerprint' | 'compared'> &
      Said & { readonly action: 'authority-pinned' })
  | (Said & { readonly action: 'authority-unpinned'; readonly authorityId: string })
  | (Said & {
      readonly action: 'authority-revoked';
      readonly authorityId: string;
      readonly from: UnixMillis;
      readonly reason: string;
    })
  /** `policy` is the text of a C2SP tlog-policy. */
  | (Said & { readonly action: 'policy-set'; readonly origin: string; readonly policy: string })
  | (Omit<RememberedHead, 'firstSeenAt'> & { readonly action: 'head-remembered'; readonly at: UnixMillis });

/** Who decided, and when by their clock. */
interface Said {
  readonly at: UnixMillis;
  readonly by: string;
}

/** The members of a decision as one line of strict JSON holds them, without `seq`, `prev` and `ts`. */
export function toDecisionFields(decision: Decision): object {
  const { at: _at, ...rest } = decision;
  switch (rest.action) {
    case 'key-pinned':
      return { ...rest, validAfter: toTimeText(rest.validAfter), validBefore: toTimeText(rest.validBefore) };
    case 'key-revoked':
    case 'authority-revoked':
      return { ...rest, from: renderUtcTime(rest.from) };
    case 'head-remembered':
      return { ...rest, root: toBase64(rest.root), note: toBase64(rest.note) };
    case 'key-unpinned':
    case 'authority-pinned':
    case 'authority-unpinned':
    case 'policy-set':
      return rest;
  }
}

/** Reads one decision. Throws FormatError `trust-store`: a store that is not understood whole is not used at all. */
export function parseDecision(line: JsonObject): Decision {
  const at = readTime(line, 'ts');
  const action = readText(line, 'action');
  switch (action) {
    case 'key-pinned':
      return { action, at, ...readPinned(line), by: readText(line, 'by') };
    case 'key-unpinned':
      return { action, at, keyId: readText(line, 'keyId'), by: readText(line, 'by') };
    case 'key-revoked':
      return {
        action,
        at,
        keyId: readText(line, 'keyId'),
        ...readRevocation(line),
      };
    case 'authority-pinned':
      return {
        action,
        at,
        certificate: readText(line, 'certificate'),
        fingerprint: readText(line, 'fingerprint'),
        compared: readText(line, 'compared'),
        by: readText(line, 'by'),
      };
    case 'authority-unpinned':
      return { action, at, authorityId: readText(line, 'authorityId'), by: readText(line, 'by') };
    case 'authority-revoked':
      return { action, at, authorityId: readText(line, 'authorityId'), ...readRevocation(line) };
    case 'policy-set':
      return {
        action,
        at,
        origin: readText(line, 'origin'),
        policy: readText(line, 'policy'),
        by: readText(line, 'by'),
      };
    case 'head-remembered':
      return { action, at, ...readHead(line) };
    default:
      throw wrong('action', action);
  }
}

function readPinned(line: JsonObject) {
  const role = readText(line, 'role');
  if (role !== 'log' && role !== 'packer') throw wrong('role', role);
  return {
    role,
    origin: readText(line, 'origin'),
    publicKey: readText(line, 'publicKey'),
    fingerprint: readText(line, 'fingerprint'),
    compared: readText(line, 'compared'),
    validAfter: readBound(line, 'validAfter'),
    validBefore: readBound(line, 'validBefore'),
  } as const;
}

function readRevocation(line: JsonObject) {
  return { from: readTime(line, 'from'), reason: readText(line, 'reason'), by: readText(line, 'by') };
}

function readHead(line: JsonObject) {
  const size = line.get('size');
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) throw wrong('size', String(size));
  const delivery: DigestHex = readText(line, 'delivery');
  return {
    origin: readText(line, 'origin'),
    size,
    root: readBytes(line, 'root'),
    note: readBytes(line, 'note'),
    delivery,
  };
}

function readText(line: JsonObject, name: string): string {
  const value = line.get(name);
  if (typeof value === 'string' && value !== '') return value;
  throw wrong(name, String(value));
}

function readBytes(line: JsonObject, name: string): Uint8Array {
  const bytes = parseBase64(readText(line, name));
  if (bytes === null) throw wrong(name, readText(line, name));
  return bytes;
}

function readTime(line: JsonObject, name: string): UnixMillis {
  const time = parseUtcTime(readText(line, name));
  if (time === null) throw wrong(name, readText(line, name));
  return time;
}

/** A bound that is not there and a bound that is null are not the same: only one of them was written by us. */
function readBound(line: JsonObject, name: string): UnixMillis | null {
  return line.get(name) === null ? null : readTime(line, name);
}

function toTimeText(time: UnixMillis | null): string | null {
  return time === null ? null : renderUtcTime(time);
}

function wrong(name: string, found: string): FormatError {
  return new FormatError(
    'trust-store',
    `The member "${name}" of a decision is not as it must be: ${quote(found)}.`,
  );
}
