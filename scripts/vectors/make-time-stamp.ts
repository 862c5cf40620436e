import { digestAlgorithmOf } from '../../shared/bundle/formats/digest-algorithm.ts';
import { sha256 } from '../../shared/crypto/digest.ts';
import {
  context,
  type Der,
  element,
  generalizedTime,
  integer,
  nothing,
  objectId,
  octets,
  sequence,
  setOf,
} from './der-writer.ts';
import { ecdsaWithSha256, nameOf, signEcdsa } from './make-certificate.ts';

/** What a time authority is asked to sign, and what is done wrong about it. */
export interface TimeStampOrder {
  readonly over: Uint8Array;
  /** `YYYYMMDDhhmmssZ`, with a fraction where wanted. */
  readonly time: string;
  /** The content of Accuracy; null for none. */
  readonly accuracy?: readonly Der[] | null;
  readonly imprint?: 'sha256' | 'sha1';
  /** Fields behind these in what is signed. */
  readonly moreFields?: readonly Der[];
  readonly signer: TimeStampSigner;
  /** Certificates that come along. The signer's own unless others are named. */
  readonly bag?: readonly Der[];
  readonly moreSigners?: readonly TimeStampSigner[];
  /** More signed attributes. */
  readonly attributes?: readonly Der[];
  /** In place of the right ones: parts of what is signed about the content, and how it is named. */
  readonly odd?: Partial<SignerParts>;
  /** The kind of content that is stated beside it. */
  readonly contentType?: string;
  /** Changes the bytes of the signature. */
  readonly spoil?: (signature: Uint8Array) => Uint8Array;
}

interface SignerParts {
  readonly name: Der;
  readonly digestAlgorithm: Der;
  readonly signatureAlgorithm: Der;
  readonly contentType: Der;
  readonly digest: Uint8Array;
  /** The whole attribute that binds the certificate. */
  readonly binding: Der;
}

export interface TimeStampSigner {
  readonly key: Uint8Array;
  readonly certificate: Der;
  readonly issuer: string;
  readonly serial: number;
}

const sha256Id = sequence(objectId('2.16.840.1.101.3.4.2.1'));
const imprintIds = {
  sha256: sequence(objectId('2.16.840.1.101.3.4.2.1'), nothing),
  sha1: sequence(objectId('1.3.14.3.2.26'), nothing),
} as const;
const contentTypeId = '1.2.840.113549.1.9.3';
const messageDigestId = '1.2.840.113549.1.9.4';
const timeStampInfoId = '1.2.840.113549.1.9.16.1.4';
const signingCertificateV2Id = '1.2.840.113549.1.9.16.2.47';

/** A token without an answer around it (RFC 3161 section 2.4.2). The same order gives the same bytes. */
export function makeTimeStamp(order: TimeStampOrder): Der {
  const info = makeInfo(order);
  const signers = [order.signer, ...(order.moreSigners ?? [])];
  return sequence(
    objectId('1.2.840.113549.1.7.2'),
    context(
      0,
      sequence(
        integer(3),
        setOf(sha256Id),
        sequence(objectId(order.contentType ?? timeStampInfoId), context(0, octets(info))),
        context(0, ...(order.bag ?? [order.signer.certificate])),
        setOf(...signers.map((signer) => makeSignerInfo(info, signer, order))),
      ),
    ),
  );
}

/** The token in the answer of an authority: granted. */
export function makeAnswer(token: Der): Der {
  return sequence(sequence(integer(0)), token);
}

/** One signed attribute with one value. */
export function attribute(id: string, value: Der): Der {
  return sequence(objectId(id), setOf(value));
}

function makeInfo(order: TimeStampOrder): Der {
  const { over, time, accuracy = [integer(1)], imprint = 'sha256', moreFields = [] } = order;
  const running = digestAlgorithmOf(imprint)?.create();
  running?.update(over);
  return sequence(
    integer(1),
    objectId('1.3.6.1.4.1.99999.1'),
    sequence(imprintIds[imprint], octets(running?.digest() ?? over)),
    integer(1),
    generalizedTime(time),
    ...(accuracy === null ? [] : [sequence(...accuracy)]),
    ...moreFields,
  );
}

function makeSignerInfo(
  info: Der,
  { key, certificate, issuer, serial }: TimeStampSigner,
  { attributes = [], spoil = (signature) => signature, odd = {} }: TimeStampOrder,
): Der {
  const parts: SignerParts = {
    name: sequence(nameOf(issuer), integer(serial)),
    digestAlgorithm: sha256Id,
    signatureAlgorithm: ecdsaWithSha256,
    contentType: objectId(timeStampInfoId),
    digest: sha256(info),
    binding: attribute(signingCertificateV2Id, sequence(sequence(sequence(octets(sha256(certificate)))))),
    ...odd,
  };
  const signed = setOf(
    attribute(contentTypeId, parts.contentType),
    attribute(messageDigestId, octets(parts.digest)),
    parts.binding,
    ...attributes,
  );
  return sequence(
    integer(1),
    parts.name,
    parts.digestAlgorithm,
    // The same bytes as the set, under the tag that they have here (RFC 5652 section 5.4).
    Uint8Array.of(0xa0, ...signed.subarray(1)),
    parts.signatureAlgorithm,
    element(0x04, spoil(signEcdsa(signed, key))),
  );
}
