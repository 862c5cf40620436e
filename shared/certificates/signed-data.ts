import { OctetString, Primitive } from 'asn1js';
import {
  type AlgorithmIdentifier,
  Certificate as CertificateStructure,
  ContentInfo,
  IssuerAndSerialNumber,
  SignedData as SignedDataStructure,
  type SignerInfo,
} from 'pkijs';
import { FormatError } from '../bytes/errors.ts';
import { limits } from '../bytes/limits.ts';
import { tryParse } from '../bytes/try-parse.ts';
import type { DigestName } from '../crypto/digest-name.ts';
import { readDigestAlgorithm, readSignerAlgorithm, type SignatureAlgorithm } from './algorithm.ts';
import type { Certificate } from './certificate.ts';
import { assertDer } from './der.ts';
import { objectIds } from './object-ids.ts';
import { parseCertificate } from './parse-certificate.ts';
import { readStructure } from './structure.ts';

/** Content that one holder of a certificate signed (CMS, RFC 5652 section 5), before anything of it is believed. */
export interface SignedContent {
  readonly contentType: string;
  readonly content: Uint8Array;
  /** They lie beside the signature and are not signed: anybody may add and remove some. Unreadable ones are left out. */
  readonly certificates: readonly Certificate[];
  readonly signer: Signer;
}

export interface Signer {
  /** By what the signer's certificate is named; not signed either. */
  readonly name:
    | { readonly kind: 'issuer-and-serial'; readonly issuer: Uint8Array; readonly serial: Uint8Array }
    | { readonly kind: 'key-id'; readonly keyId: Uint8Array };
  readonly digest: DigestName | { readonly unsupported: string };
  readonly algorithm: SignatureAlgorithm;
  /** What was signed: the attributes as the set that they are (section 5.4). */
  readonly attributeBytes: Uint8Array;
  /** The one value of each signed attribute in DER, by object identifier. */
  readonly attributes: ReadonlyMap<string, Uint8Array>;
  readonly signature: Uint8Array;
}

/**
 * Reads ContentInfo with SignedData of exactly one signer, who signed attributes. Throws FormatError `time-stamp` for
 * anything else; null for DER that the library would write in another way, which other programs may read well.
 */
export function parseSignedData(bytes: Uint8Array): SignedContent | null {
  const signed = readSignedData(bytes);
  if (signed === null) return null;
  // The library lets any value stand there.
  if (!(signed.content instanceof OctetString)) throw wrong('the bytes that were signed', 'something else');
  return { ...signed, content: signed.content.valueBlock.valueHexView.slice() };
}

/** The same of content that lies elsewhere, as bytes that are at hand. Signed data that brings content of its own is refused. */
export function parseDetachedData(bytes: Uint8Array, content: Uint8Array): SignedContent | null {
  const signed = readSignedData(bytes);
  if (signed === null) return null;
  if (signed.content !== undefined) throw wrong('a signature without the content', 'another content in it');
  return { ...signed, content };
}

interface ReadSignedData extends Omit<SignedContent, 'content'> {
  readonly content: unknown;
}

function readSignedData(bytes: Uint8Array): ReadSignedData | null {
  assertDer(bytes, 'time-stamp');
  const info = tryParse(() => readStructure(ContentInfo, bytes, 'time-stamp'));
  if (info.kind === 'error') return null;
  const { contentType, content } = info.value;
  if (contentType !== objectIds.signedData) throw wrong('signed data', contentType);
  const read = tryParse(() =>
    readStructure(SignedDataStructure, new Uint8Array(content.toBER()), 'time-stamp'),
  );
  if (read.kind === 'error') return null;
  const signed = read.value;
  const [signer, ...more] = signed.signerInfos;
  // RFC 3161 section 2.4.2: no signature but that of the authority.
  if (signer === undefined || more.length > 0) throw wrong('one signer', `${signed.signerInfos.length}`);
  const { eContent, eContentType } = signed.encapContentInfo;
  const bag = signed.certificates ?? [];
  if (bag.length > limits.certificates) {
    const most = `at most ${limits.certificates} certificates (certificates)`;
    throw new FormatError('member-limit', `Expected ${most} in signed data, found ${bag.length}.`);
  }
  return {
    contentType: eContentType,
    content: eContent,
    certificates: bag.flatMap(readBagItem),
    signer: readSigner(signer),
  };
}

function readBagItem(item: unknown): readonly Certificate[] {
  if (!(item instanceof CertificateStructure)) return [];
  const read = tryParse(() => parseCertificate(new Uint8Array(item.toSchema(true).toBER())));
  return read.kind === 'value' ? [read.value] : [];
}

function readSigner(signer: SignerInfo): Signer {
  const { signedAttrs } = signer;
  if (signedAttrs === undefined) throw wrong('signed attributes', 'none');
  const attributeBytes = new Uint8Array(signedAttrs.encodedValue);
  // As a set they must be in ascending order: what is signed has one spelling (section 5.4).
  assertDer(attributeBytes, 'time-stamp');
  const attributes = new Map<string, Uint8Array>();
  for (const { type, values } of signedAttrs.attributes) {
    // Section 11: each at most once with one value. Of two, one program would obey the first and another the last.
    const [value, ...others] = values;
    if (value === undefined || others.length > 0 || attributes.has(type)) {
      throw wrong('each signed attribute once with one value', type);
    }
    attributes.set(type, new Uint8Array(value.toBER()));
  }
  const digest = readDigestAlgorithm(signer.digestAlgorithm);
  return {
    name: readName(signer.sid),
    digest,
    algorithm: toAlgorithm(signer.signatureAlgorithm, digest),
    attributeBytes,
    attributes,
    signature: signer.signature.valueBlock.valueHexView.slice(),
  };
}

function toAlgorithm(
  algorithm: AlgorithmIdentifier,
  digest: DigestName | { readonly unsupported: string },
): SignatureAlgorithm {
  if (typeof digest !== 'string') return { kind: 'unsupported', name: digest.unsupported };
  return readSignerAlgorithm(algorithm, digest);
}

function readName(sid: unknown): Signer['name'] {
  if (sid instanceof IssuerAndSerialNumber) {
    return {
      kind: 'issuer-and-serial',
      issuer: new Uint8Array(sid.issuer.valueBeforeDecode),
      serial: sid.serialNumber.valueBlock.valueHexView.slice(),
    };
  }
  // `[0]`, which the library reads as bytes of an unknown kind.
  if (sid instanceof Primitive) return { kind: 'key-id', keyId: sid.valueBlock.valueHexView.slice() };
  throw wrong('a signer named by issuer and serial or by key id', 'another name');
}

function wrong(expected: string, found: string): FormatError {
  return new FormatError('time-stamp', `Expected ${expected}, found ${found}.`);
}
