import { p256 } from '@noble/curves/nist.js';
import {
  bits,
  type Der,
  element,
  objectId,
  octets,
  sequence,
  utf8,
} from '../../scripts/vectors/der-writer.ts';
import {
  basicConstraints,
  codeSigningId,
  extendedKeyUsage,
  extension,
  keyUsage,
  makeCertificate,
  mayCertify,
  maySign,
} from '../../scripts/vectors/make-certificate.ts';
import { toBase64 } from '../../shared/bytes/base64.ts';
import { concatBytes } from '../../shared/bytes/concat.ts';
import { toHex } from '../../shared/bytes/hex.ts';
import { encodeUtf8 } from '../../shared/bytes/utf8.ts';
import { derElements } from '../../shared/certificates/der-elements.ts';
import { proveInclusion } from '../../shared/chain/inclusion-proof.ts';
import { leafDigest } from '../../shared/chain/leaf.ts';
import { sha256 } from '../../shared/crypto/digest.ts';
import { rootOf } from '../unit/formats/reference-tree.ts';

/** A Sigstore of one authority, one log of signatures and one of certificates, made without the code that reads it. */
export const authorityKey = new Uint8Array(32).fill(21);
export const signerKey = new Uint8Array(32).fill(22);
export const certificateLogKey = new Uint8Array(32).fill(23);
export const signatureLogKey = new Uint8Array(32).fill(24);

export const expected = { identity: 'signer@example.com', issuer: 'https://login.example' };
/** 2026-07-01T00:00:00Z, within the ten minutes of the certificate. */
export const signedSeconds = Date.UTC(2026, 6, 1) / 1000;
const issuerExtension = '1.3.6.1.4.1.57264.1.8';
const timestampListExtension = '1.3.6.1.4.1.11129.2.4.2';

/** RFC 6979: without randomness. */
export function signEcdsa(message: Uint8Array, secretKey: Uint8Array): Uint8Array {
  return p256.sign(sha256(message), secretKey, { prehash: false, lowS: false, format: 'der' });
}

export function spkiOf(key: Uint8Array): Der {
  const algorithm = sequence(objectId('1.2.840.10045.2.1'), objectId('1.2.840.10045.3.1.7'));
  return sequence(algorithm, bits(p256.getPublicKey(key, false)));
}

export function pemOf(der: Uint8Array, label: string): string {
  const lines = toBase64(der).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

export const email = (text: string | Uint8Array): Der =>
  element(0x81, typeof text === 'string' ? encodeUtf8(text) : text);

const authority = makeCertificate({
  subject: 'authority',
  key: authorityKey,
  issuer: 'authority',
  issuerKey: authorityKey,
  serial: 1,
  extensions: [basicConstraints(0), keyUsage(mayCertify)],
});

export interface CertificateParts {
  readonly names?: readonly Der[];
  readonly issuer?: Der | null;
  readonly purpose?: string;
  readonly more?: readonly Der[];
  readonly issuerKey?: Uint8Array;
  readonly timestamp?: 'good' | 'none' | 'false' | 'damaged';
  readonly timestampKey?: Uint8Array;
}

/** The signer's certificate; the timestamp of the certificate log is over the same one without it (RFC 6962 section 3.2). */
export function signerCertificate(parts: CertificateParts = {}): Der {
  const { names = [email(expected.identity)], purpose = codeSigningId } = parts;
  const { issuer = utf8(expected.issuer), timestamp = 'good', timestampKey = certificateLogKey } = parts;
  const extensions = [
    keyUsage(maySign),
    extendedKeyUsage(false, purpose),
    ...(names.length === 0 ? [] : [extension('2.5.29.17', sequence(...names), true)]),
    ...(issuer === null ? [] : [extension(issuerExtension, issuer)]),
    ...(parts.more ?? []),
  ];
  const order = {
    subject: 'signer',
    key: signerKey,
    issuer: 'authority',
    issuerKey: parts.issuerKey ?? authorityKey,
    serial: 2,
    notBefore: '260630235500Z',
    notAfter: '260701000500Z',
  };
  if (timestamp === 'none') return makeCertificate({ ...order, extensions });
  const [whole] = derElements(makeCertificate({ ...order, extensions }));
  const [tbs] = derElements(whole?.content ?? new Uint8Array(0));
  const list = timestampList(tbs?.whole ?? new Uint8Array(0), timestampKey, timestamp);
  return makeCertificate({
    ...order,
    extensions: [...extensions, extension(timestampListExtension, octets(list))],
  });
}

function timestampList(tbs: Uint8Array, key: Uint8Array, kind: 'good' | 'false' | 'damaged'): Uint8Array {
  const time = bigEndian(signedSeconds * 1000, 8);
  const message = concatBytes([
    Uint8Array.of(0, 0),
    time,
    Uint8Array.of(0, 1),
    sha256(spkiOf(authorityKey)),
    bigEndian(tbs.length, 3),
    tbs,
    Uint8Array.of(0, 0),
  ]);
  const signature = signEcdsa(kind === 'false' ? tbs : message, key);
  const timestamp = concatBytes([
    Uint8Array.of(0),
    sha256(spkiOf(key)),
    time,
    Uint8Array.of(0, 0, 4, 3),
    bigEndian(signature.length, 2),
    signature,
    ...(kind === 'damaged' ? [Uint8Array.of(0)] : []),
  ]);
  return concatBytes([bigEndian(timestamp.length + 2, 2), bigEndian(timestamp.length, 2), timestamp]);
}

export interface RootParts {
  readonly tlogs?: readonly object[];
  readonly ctlogs?: readonly object[];
  readonly certificateAuthorities?: readonly object[];
}

export const rootLog = (key: Uint8Array, validFor: object = {}) => ({
  publicKey: { rawBytes: toBase64(spkiOf(key)), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor },
  logId: { keyId: toBase64(sha256(spkiOf(key))) },
});

export const rootAuthority = (validFor: object = {}) => ({
  certChain: { certificates: [{ rawBytes: toBase64(authority) }] },
  validFor,
});

export function trustRootOf(parts: RootParts = {}): string {
  return JSON.stringify({
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [rootLog(signatureLogKey)],
    ctlogs: [rootLog(certificateLogKey)],
    certificateAuthorities: [rootAuthority()],
    ...parts,
  });
}

/** What a log of signatures holds of a signature over a file. */
export function hashedBody(content: Uint8Array, signature: Uint8Array, signer: string): string {
  const hash = { algorithm: 'sha256', value: toHex(sha256(content)) };
  const publicKey = { content: toBase64(encodeUtf8(signer)) };
  const spec = { data: { hash }, signature: { content: toBase64(signature), publicKey } };
  return JSON.stringify({ apiVersion: '0.0.1', kind: 'hashedrekord', spec });
}

export function dsseBody(payload: Uint8Array, signature: Uint8Array, signer: string): string {
  const spec = {
    envelopeHash: { algorithm: 'sha256', value: '00' },
    payloadHash: { algorithm: 'sha256', value: toHex(sha256(payload)) },
    signatures: [{ signature: toBase64(signature), verifier: toBase64(encodeUtf8(signer)) }],
  };
  return JSON.stringify({ apiVersion: '0.0.1', kind: 'dsse', spec });
}

/** The body as the third of five entries, with promise and proof. Any part of the entry can be put in another way. */
export function logEntry(body: string, more: object = {}, seconds = signedSeconds) {
  const bytes = encodeUtf8(body);
  const leaves = ['a', 'b', body, 'd', 'e'].map((entry) => leafDigest(encodeUtf8(entry)));
  const logId = sha256(spkiOf(signatureLogKey));
  const root = toBase64(Uint8Array.from(rootOf(leaves)));
  const promised = `{"body":"${toBase64(bytes)}","integratedTime":${seconds},"logID":"${toHex(logId)}","logIndex":1002}`;
  return {
    logIndex: '1002',
    logId: { keyId: toBase64(logId) },
    kindVersion: { kind: body.includes('"kind":"dsse"') ? 'dsse' : 'hashedrekord', version: '0.0.1' },
    integratedTime: `${seconds}`,
    inclusionPromise: { signedEntryTimestamp: toBase64(signEcdsa(encodeUtf8(promised), signatureLogKey)) },
    inclusionProof: {
      logIndex: '2',
      rootHash: root,
      treeSize: '5',
      hashes: proveInclusion(leaves, 2).path.map((digest) => toBase64(digest)),
      checkpoint: { envelope: checkpointOf(root) },
    },
    canonicalizedBody: toBase64(bytes),
    ...more,
  };
}

export function checkpointOf(root: string, key = signatureLogKey, size = 5, named = signatureLogKey): string {
  const text = `small.log - 1\n${size}\n${root}\n`;
  const line = concatBytes([sha256(spkiOf(named)).subarray(0, 4), signEcdsa(encodeUtf8(text), key)]);
  return `${text}\n— small.log ${toBase64(line)}\n`;
}

export const fileContent = encodeUtf8('first\nsecond\n');
export const fileSignature = signEcdsa(fileContent, signerKey);

export interface BundleParts {
  readonly certificate?: Uint8Array;
  readonly entries?: readonly object[];
  readonly material?: object;
  readonly content?: object;
  readonly more?: object;
}

/** A bundle over `fileContent` by `signerCertificate`, with any part in another way. */
export function bundleWith(parts: BundleParts = {}): string {
  const certificate = parts.certificate ?? signerCertificate();
  const body = hashedBody(fileContent, fileSignature, pemOf(certificate, 'CERTIFICATE'));
  return JSON.stringify({
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: {
      ...(parts.material ?? { certificate: { rawBytes: toBase64(certificate) } }),
      tlogEntries: parts.entries ?? [logEntry(body)],
    },
    ...(parts.content ?? messageContent()),
    ...parts.more,
  });
}

export function messageContent(content = fileContent, signature = fileSignature): object {
  const messageDigest = { algorithm: 'SHA2_256', digest: toBase64(sha256(content)) };
  return { messageSignature: { messageDigest, signature: toBase64(signature) } };
}

function bigEndian(value: number, width: number): Uint8Array {
  return Uint8Array.from(
    { length: width },
    (_, index) => Math.floor(value / 256 ** (width - 1 - index)) % 256,
  );
}
