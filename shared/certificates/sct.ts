import { Certificate as CertificateStructure } from 'pkijs';
import { concatBytes } from '../bytes/concat.ts';
import { FormatError } from '../bytes/errors.ts';
import type { UnixMillis } from '../bytes/units.ts';
import { sha256 } from '../crypto/digest.ts';
import type { DigestName } from '../crypto/digest-name.ts';
import type { SignatureAlgorithm } from './algorithm.ts';
import type { Certificate } from './certificate.ts';
import { assertDer } from './der.ts';
import { derElements } from './der-elements.ts';
import { readStructure } from './structure.ts';

/** A log of certificates promises to publish one (RFC 6962 section 3.2). */
export interface CertificateTimestamp {
  readonly logId: Uint8Array;
  readonly time: UnixMillis;
  readonly timeBytes: Uint8Array;
  readonly extensions: Uint8Array;
  readonly algorithm: SignatureAlgorithm;
  readonly signature: Uint8Array;
}

/** RFC 6962 section 3.3: the list of them inside of a certificate. */
const timestampListId = '1.3.6.1.4.1.11129.2.4.2';
const octetStringTag = 0x04;
const mostTimestamps = 16;
const version1 = 0;

/** The timestamps inside of a certificate, those of later versions left out; empty when there are none. Throws FormatError `certificate`. */
export function readCertificateTimestamps({ extensions }: Certificate): readonly CertificateTimestamp[] {
  const extension = extensions.find(({ id }) => id === timestampListId);
  if (extension === undefined) return [];
  assertDer(extension.value, 'certificate');
  const [list] = derElements(extension.value);
  if (list?.tag !== octetStringTag) throw wrong();
  const outer = startReading(list.content);
  const inner = startReading(outer.take(outer.number(2)));
  outer.end();
  const timestamps: CertificateTimestamp[] = [];
  for (let count = 0; !inner.isAtEnd(); count++) {
    if (count >= mostTimestamps) throw wrong();
    const timestamp = parseTimestamp(inner.take(inner.number(2)));
    if (timestamp !== null) timestamps.push(timestamp);
  }
  return timestamps;
}

/**
 * What the log signed: the certificate as its issuer was to sign it, before the list of timestamps was put in
 * (RFC 6962 section 3.2, `precert_entry`), bound to the key of the issuer.
 */
export function certificateTimestampMessage(
  certificate: Certificate,
  issuerSpki: Uint8Array,
  { timeBytes, extensions }: CertificateTimestamp,
): Uint8Array {
  const tbs = withoutTimestamps(certificate);
  return concatBytes([
    Uint8Array.of(version1, 0),
    timeBytes,
    Uint8Array.of(0, 1),
    sha256(issuerSpki),
    toNumber(tbs.length, 3),
    tbs,
    toNumber(extensions.length, 2),
    extensions,
  ]);
}

function withoutTimestamps({ bytes }: Certificate): Uint8Array {
  const structure = readStructure(CertificateStructure, bytes, 'certificate');
  const others = (structure.extensions ?? []).filter(({ extnID }) => extnID !== timestampListId);
  // RFC 5280 section 4.1: a list without extensions is not written at all.
  if (others.length > 0) structure.extensions = others;
  else delete structure.extensions;
  return new Uint8Array(structure.encodeTBS().toBER());
}

function parseTimestamp(bytes: Uint8Array): CertificateTimestamp | null {
  const reading = startReading(bytes);
  if (reading.number(1) !== version1) return null;
  const logId = reading.take(32);
  const timeBytes = reading.take(8);
  const extensions = reading.take(reading.number(2));
  const algorithm = toAlgorithm(reading.number(1), reading.number(1));
  const signature = reading.take(reading.number(2));
  reading.end();
  const time = Number(new DataView(timeBytes.buffer).getBigUint64(0));
  if (!Number.isSafeInteger(time)) throw wrong();
  return { logId, time, timeBytes, extensions, algorithm, signature };
}

/** RFC 5246 section 7.4.1.4.1 numbers digests and ways of signing. */
function toAlgorithm(digestNumber: number, kindNumber: number): SignatureAlgorithm {
  const digest: DigestName | undefined = new Map([
    [4, 'sha256' as const],
    [5, 'sha384' as const],
    [6, 'sha512' as const],
  ]).get(digestNumber);
  const kind = new Map([
    [1, 'rsa-pkcs1' as const],
    [3, 'ecdsa' as const],
  ]).get(kindNumber);
  return digest === undefined || kind === undefined
    ? { kind: 'unsupported', name: `the algorithm ${digestNumber}/${kindNumber} of TLS` }
    : { kind, digest };
}

/** Vectors of TLS (RFC 5246 section 4.3): a length, then so many bytes. */
function startReading(bytes: Uint8Array) {
  let at = 0;
  const take = (count: number): Uint8Array => {
    if (at + count > bytes.length) throw wrong();
    at += count;
    return bytes.slice(at - count, at);
  };
  return {
    take,
    number: (width: number): number => take(width).reduce((value, byte) => value * 256 + byte, 0),
    isAtEnd: (): boolean => at === bytes.length,
    end: (): void => {
      if (at !== bytes.length) throw wrong();
    },
  };
}

function toNumber(value: number, width: number): Uint8Array {
  return Uint8Array.from(
    { length: width },
    (_, index) => Math.floor(value / 256 ** (width - 1 - index)) % 256,
  );
}

function wrong(): FormatError {
  return new FormatError('certificate', 'The timestamps in the certificate are not as RFC 6962 writes them.');
}
