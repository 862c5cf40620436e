import { FormatError } from '../../bytes/errors.ts';
import { quote } from '../../bytes/quote.ts';
import type { Certificate } from '../../certificates/certificate.ts';
import { parseCertificate } from '../../certificates/parse-certificate.ts';
import type { DigestName } from '../../crypto/digest-name.ts';
import type { JsonObject } from '../../json/json-value.ts';
import { parseStrictObject } from '../../json/parse-json.ts';
import { type DsseEnvelope, parseDsseEnvelope } from './dsse.ts';
import * as proto from './protobuf-json.ts';

/** A Sigstore bundle (protobuf-specs, sigstore_bundle.proto) as it states itself, before anything of it is believed. */
export interface SigstoreBundle {
  readonly version: SigstoreVersion;
  readonly signer:
    | { readonly kind: 'certificate'; readonly certificate: Certificate }
    | { readonly kind: 'key'; readonly hint: string };
  readonly entries: readonly LogEntry[];
  /** RFC 3161, over the signature. */
  readonly timestamps: readonly Uint8Array[];
  readonly content:
    | {
        readonly kind: 'message';
        readonly digest: SigstoreDigest | null;
        readonly signature: Uint8Array;
      }
    | { readonly kind: 'envelope'; readonly envelope: DsseEnvelope; readonly signature: Uint8Array };
}

export interface SigstoreDigest {
  readonly algorithm: DigestName;
  readonly value: Uint8Array;
}

export type SigstoreVersion = '0.1' | '0.2' | '0.3';

/** What a log of signatures (Rekor) is said to hold, and how it says so. */
export interface LogEntry {
  readonly logId: Uint8Array;
  readonly logIndex: number;
  readonly kind: string;
  /** Seconds since 1970; 0 when the log states none. */
  readonly integratedSeconds: number;
  readonly body: Uint8Array;
  /** The signed entry timestamp: over body, time and place. */
  readonly promise: Uint8Array | null;
  readonly proof: LogInclusion | null;
}

export interface LogInclusion {
  readonly index: number;
  readonly size: number;
  readonly root: Uint8Array;
  readonly path: readonly Uint8Array[];
  readonly checkpoint: string;
}

const versions: ReadonlyMap<string, SigstoreVersion> = new Map([
  ['application/vnd.dev.sigstore.bundle+json;version=0.1', '0.1'],
  ['application/vnd.dev.sigstore.bundle+json;version=0.2', '0.2'],
  ['application/vnd.dev.sigstore.bundle+json;version=0.3', '0.3'],
  ['application/vnd.dev.sigstore.bundle.v0.3+json', '0.3'],
]);
const digestNames: ReadonlyMap<string, DigestName> = new Map([
  ['SHA2_256', 'sha256'],
  ['SHA2_384', 'sha384'],
  ['SHA2_512', 'sha512'],
]);
/** A tree has at most 2^63 entries, so no way through it is longer. */
const mostDigests = 64;
const mostOfAKind = 32;

/** Reads a bundle. Throws FormatError; `unsupported-format` when it may be good and is not understood here. */
export function parseSigstoreBundle(bytes: Uint8Array): SigstoreBundle {
  const fields = parseStrictObject(bytes);
  const mediaType = proto.text(fields, 'mediaType');
  const version = versions.get(mediaType);
  if (version === undefined) throw unsupported(`A bundle of the type ${quote(mediaType)}`);
  const material = proto.message(fields, 'verificationMaterial');
  const stamps = proto.optionalMessage(material, 'timestampVerificationData');
  return {
    version,
    signer: readSigner(material),
    entries: proto.messages(material, 'tlogEntries', mostOfAKind).map(readEntry),
    timestamps:
      stamps === null
        ? []
        : proto
            .messages(stamps, 'rfc3161Timestamps', mostOfAKind)
            .map((each) => proto.bytes(each, 'signedTimestamp')),
    content: readContent(fields),
  };
}

/** Of a chain, only the first certificate is used: what it leads to follows from the trust root alone. */
function readSigner(material: JsonObject): SigstoreBundle['signer'] {
  const key = proto.optionalMessage(material, 'publicKey');
  const single = proto.optionalMessage(material, 'certificate');
  const chain = proto.optionalMessage(material, 'x509CertificateChain');
  if ([key, single, chain].filter((each) => each !== null).length !== 1) {
    throw wrong('one key or certificate', 'another number of them');
  }
  if (key !== null) return { kind: 'key', hint: proto.optionalText(key, 'hint') ?? '' };
  const [leaf] = chain === null ? [] : proto.messages(chain, 'certificates', mostOfAKind);
  const holder = single ?? leaf;
  if (holder === undefined) throw wrong('a certificate', 'none');
  return { kind: 'certificate', certificate: parseCertificate(proto.bytes(holder, 'rawBytes')) };
}

function readEntry(fields: JsonObject): LogEntry {
  const kindVersion = proto.message(fields, 'kindVersion');
  const promise = proto.optionalMessage(fields, 'inclusionPromise');
  const proof = proto.optionalMessage(fields, 'inclusionProof');
  return {
    logId: proto.bytes(proto.message(fields, 'logId'), 'keyId'),
    logIndex: proto.count(fields, 'logIndex'),
    kind: `${proto.text(kindVersion, 'kind')} ${proto.text(kindVersion, 'version')}`,
    integratedSeconds: proto.count(fields, 'integratedTime'),
    body: proto.bytes(fields, 'canonicalizedBody'),
    promise: promise === null ? null : proto.bytes(promise, 'signedEntryTimestamp'),
    proof: proof === null ? null : readInclusion(proof),
  };
}

function readInclusion(fields: JsonObject): LogInclusion {
  const checkpoint = proto.optionalMessage(fields, 'checkpoint');
  return {
    index: proto.count(fields, 'logIndex'),
    size: proto.count(fields, 'treeSize'),
    root: proto.bytes(fields, 'rootHash'),
    path: proto.bytesList(fields, 'hashes', mostDigests),
    checkpoint: checkpoint === null ? '' : (proto.optionalText(checkpoint, 'envelope') ?? ''),
  };
}

function readContent(fields: JsonObject): SigstoreBundle['content'] {
  const stated = proto.optionalMessage(fields, 'messageSignature');
  const envelopeFields = proto.optionalMessage(fields, 'dsseEnvelope');
  if (stated !== null && envelopeFields !== null) throw wrong('one content', 'two');
  if (envelopeFields !== null) {
    const envelope = parseDsseEnvelope(envelopeFields);
    const [signature, ...more] = envelope.signatures;
    // The bundle names one signer, so of two signatures one would be nobody's.
    if (signature === undefined || more.length > 0) throw wrong('one signature', 'several');
    return { kind: 'envelope', envelope, signature };
  }
  if (stated === null) throw unsupported('A bundle without a message signature or an envelope');
  const digest = proto.optionalMessage(stated, 'messageDigest');
  return {
    kind: 'message',
    digest: digest === null ? null : readDigest(digest),
    signature: proto.bytes(stated, 'signature'),
  };
}

function readDigest(fields: JsonObject): SigstoreDigest {
  const name = proto.text(fields, 'algorithm');
  const algorithm = digestNames.get(name);
  if (algorithm === undefined) throw unsupported(`A digest of the kind ${quote(name)}`);
  return { algorithm, value: proto.bytes(fields, 'digest') };
}

function unsupported(what: string): FormatError {
  return new FormatError('unsupported-format', `${what} is not read here.`);
}

function wrong(expected: string, found: string): FormatError {
  return new FormatError('json', `Expected ${expected} in the bundle, found ${found}.`);
}
