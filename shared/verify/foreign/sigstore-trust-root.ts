import { parseUtcTime } from '../../adapters/utc-time.ts';
import * as proto from '../../bundle/formats/protobuf-json.ts';
import { FormatError } from '../../bytes/errors.ts';
import { quote } from '../../bytes/quote.ts';
import { tryParse } from '../../bytes/try-parse.ts';
import type { UnixMillis } from '../../bytes/units.ts';
import type { Certificate } from '../../certificates/certificate.ts';
import { parseCertificate } from '../../certificates/parse-certificate.ts';
import type { CertificateKey } from '../../certificates/public-key.ts';
import { parsePublicKey } from '../../certificates/public-key-pem.ts';
import type { JsonObject } from '../../json/json-value.ts';
import { parseStrictObject } from '../../json/parse-json.ts';

/** Whom a person trusts of a Sigstore: what `trusted_root.json` lists. */
export interface SigstoreTrustRoot {
  readonly signatureLogs: readonly RootLog[];
  readonly certificateLogs: readonly RootLog[];
  readonly certificateAuthorities: readonly RootAuthority[];
  readonly timeAuthorities: readonly RootAuthority[];
}

/** From the first to the last moment, both counted; null for no such bound. */
interface Validity {
  readonly from: UnixMillis | null;
  readonly until: UnixMillis | null;
}

export interface RootLog extends Validity {
  readonly logId: Uint8Array;
  readonly publicKey: CertificateKey;
}

export interface RootAuthority extends Validity {
  /** From the authority that issues to the one at the root. */
  readonly chain: readonly Certificate[];
}

const mediaTypes: ReadonlySet<string> = new Set([
  'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
  'application/vnd.dev.sigstore.trustedroot.v0.1+json',
]);
const mostOfAKind = 64;

/** Reads a trust root. Throws FormatError; what a person names must be understood as a whole. */
export function parseSigstoreTrustRoot(bytes: Uint8Array): SigstoreTrustRoot {
  const fields = parseStrictObject(bytes);
  const mediaType = proto.text(fields, 'mediaType');
  if (!mediaTypes.has(mediaType)) {
    throw new FormatError(
      'unsupported-format',
      `A trust root of the type ${quote(mediaType)} is not read here.`,
    );
  }
  return {
    signatureLogs: proto.messages(fields, 'tlogs', mostOfAKind).map(readLog),
    certificateLogs: proto.messages(fields, 'ctlogs', mostOfAKind).map(readLog),
    certificateAuthorities: proto.messages(fields, 'certificateAuthorities', mostOfAKind).map(readAuthority),
    timeAuthorities: proto.messages(fields, 'timestampAuthorities', mostOfAKind).map(readAuthority),
  };
}

/** Whether a key or an authority counted at a moment. */
export function countsAt({ from, until }: Validity, time: UnixMillis): boolean {
  return (from === null || time >= from) && (until === null || time <= until);
}

function readLog(fields: JsonObject): RootLog {
  const key = proto.message(fields, 'publicKey');
  const parsed = tryParse(() => parsePublicKey(proto.bytes(key, 'rawBytes')).publicKey);
  const details = proto.optionalText(key, 'keyDetails') ?? 'no stated kind';
  return {
    logId: proto.bytes(proto.message(fields, 'logId'), 'keyId'),
    // One log with a key of a new kind must not take the others away.
    publicKey:
      parsed.kind === 'value' ? parsed.value : { kind: 'unsupported', name: `a key of ${quote(details)}` },
    ...readValidity(key),
  };
}

function readAuthority(fields: JsonObject): RootAuthority {
  const chain = proto.messages(proto.message(fields, 'certChain'), 'certificates', 8);
  return {
    chain: chain.map((each) => parseCertificate(proto.bytes(each, 'rawBytes'))),
    ...readValidity(fields),
  };
}

function readValidity(fields: JsonObject): Validity {
  const validity = proto.optionalMessage(fields, 'validFor');
  return {
    from: validity === null ? null : readTime(validity, 'start'),
    until: validity === null ? null : readTime(validity, 'end'),
  };
}

function readTime(fields: JsonObject, name: string): UnixMillis | null {
  const stated = proto.optionalText(fields, name);
  const time = stated === null ? null : parseUtcTime(stated);
  if (stated !== null && time === null)
    throw new FormatError('json', `Expected a time as ${name}, found ${quote(stated)}.`);
  return time;
}
