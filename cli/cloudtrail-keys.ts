import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { parseBase64 } from '../shared/bytes/base64.ts';
import { FormatError } from '../shared/bytes/errors.ts';
import type { UnixMillis } from '../shared/bytes/units.ts';
import { encodeUtf8 } from '../shared/bytes/utf8.ts';
import type { JsonObject } from '../shared/json/json-value.ts';
import { parseStrictObject } from '../shared/json/parse-json.ts';
import type { CloudtrailKey } from '../shared/verify/foreign/foreign-trust.ts';

/** Reads what `aws cloudtrail list-public-keys` prints. Throws FormatError `key` or `json`. */
export function parseCloudtrailKeys(text: string): readonly CloudtrailKey[] {
  const list = parseStrictObject(encodeUtf8(text)).get('PublicKeyList');
  if (!Array.isArray(list) || list.length === 0) throw wrong('PublicKeyList');
  return list.map((key) => {
    if (!(key instanceof Map)) throw wrong('PublicKeyList');
    return toKey(key);
  });
}

function toKey(fields: JsonObject): CloudtrailKey {
  const fingerprint = fields.get('Fingerprint');
  const value = fields.get('Value');
  const der = typeof value === 'string' ? parseBase64(value) : null;
  if (typeof fingerprint !== 'string') throw wrong('Fingerprint');
  if (der === null) throw wrong('Value');
  const key = toRsaKey(der);
  const { modulusLength = 0, publicExponent = 0n } = key.asymmetricKeyDetails ?? {};
  return {
    fingerprint,
    modulusBits: modulusLength,
    exponent: publicExponent,
    validAfter: toTime(fields, 'ValidityStartTime'),
    validBefore: toTime(fields, 'ValidityEndTime'),
    verify: (message, signature) => verify('RSA-SHA256', message, key, signature),
  };
}

/** AWS gives the key in the form of PKCS #1. */
function toRsaKey(der: Uint8Array): KeyObject {
  try {
    return createPublicKey({ key: Buffer.from(der), format: 'der', type: 'pkcs1' });
  } catch (cause) {
    throw new FormatError('key', 'Expected an RSA key in PKCS #1, found something else.', {}, cause);
  }
}

/** Seconds since 1970 from the first version of the AWS tools, a time in text from the second. */
function toTime(fields: JsonObject, name: string): UnixMillis | null {
  const value = fields.get(name) ?? null;
  if (value === null) return null;
  const time =
    typeof value === 'number' ? value * 1000 : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (!Number.isFinite(time)) throw wrong(name);
  return time;
}

function wrong(field: string): FormatError {
  return new FormatError('key', `The field ${field} is not there, or not as list-public-keys prints it.`);
}
