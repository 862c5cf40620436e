import { concatBytes } from '../../bytes/concat.ts';
import { FormatError } from '../../bytes/errors.ts';
import { encodeUtf8 } from '../../bytes/utf8.ts';
import type { JsonObject, JsonValue } from '../../json/json-value.ts';
import { parseAnyBase64 } from './any-base64.ts';

/** A DSSE envelope (secure-systems-lab/dsse, version 1): a payload of a stated type, and who claims to have signed both. */
export interface DsseEnvelope {
  readonly payloadType: string;
  readonly payload: Uint8Array;
  /** In the order of the envelope. The key id is a hint that nobody signed, so it is not kept. */
  readonly signatures: readonly Uint8Array[];
}

/** Signatures beyond these would only cost time: every one is tried with every key. */
const mostSignatures = 64;

/** Reads an envelope; unknown fields have no meaning, as the protocol demands. Throws FormatError `json`. */
export function parseDsseEnvelope(fields: JsonObject): DsseEnvelope {
  const payloadType = fields.get('payloadType');
  const payload = readBase64(fields.get('payload'));
  const signatures = fields.get('signatures');
  if (typeof payloadType !== 'string' || payloadType === '') throw wrong('payloadType', 'a text');
  if (payload === null) throw wrong('payload', 'base64');
  if (!Array.isArray(signatures) || signatures.length === 0) throw wrong('signatures', 'one or more');
  if (signatures.length > mostSignatures) throw wrong('signatures', `at most ${mostSignatures}`);
  return { payloadType, payload, signatures: signatures.map(readSignature) };
}

/** What is signed: type and payload with their lengths, so that no end of one passes for the beginning of the other. */
export function preAuthEncoding({ payloadType, payload }: DsseEnvelope): Uint8Array {
  const type = encodeUtf8(payloadType);
  return concatBytes([
    encodeUtf8(`DSSEv1 ${type.length} `),
    type,
    encodeUtf8(` ${payload.length} `),
    payload,
  ]);
}

function readSignature(value: JsonValue): Uint8Array {
  const signature = value instanceof Map ? readBase64(value.get('sig')) : null;
  if (signature === null || signature.length === 0) throw wrong('sig', 'base64');
  return signature;
}

function readBase64(value: JsonValue | undefined): Uint8Array | null {
  return typeof value === 'string' ? parseAnyBase64(value) : null;
}

function wrong(field: string, expected: string): FormatError {
  return new FormatError('json', `Expected ${expected} as ${field} of the envelope, found something else.`);
}
