import type { UnixMillis } from '../bytes/units.ts';
import { sha256 } from '../crypto/digest.ts';
import { signEcdsa } from '../crypto/ecdsa.ts';
import { objectIds } from './object-ids.ts';
import { parseCertificate } from './parse-certificate.ts';
import {
  type DerValue,
  derBigNumber,
  derNumber,
  derObjectId,
  derOctets,
  derPlacedSet,
  derSequence,
  derSetOf,
  derSortedSet,
  derTagged,
  derTime,
  derWritten,
  renderDer,
} from './write-der.ts';

/** What is signed beside the content, and by whom. */
export interface DetachedSignatureOrder {
  /** SHA-256 of the content. */
  readonly contentDigest: Uint8Array;
  /** DER; of a P-256 key. */
  readonly certificate: Uint8Array;
  readonly secretKey: Uint8Array;
  /** When the signer says to have signed. Null in a PDF, which says it elsewhere (EN 319 142-1 section 6.3). */
  readonly claimedTime: UnixMillis | null;
}

/**
 * CMS signed data (RFC 5652) without the content, by one signer, with the attributes that CAdES and PAdES ask for at their
 * first level (EN 319 122-1, EN 319 142-1, baseline B). The same order gives the same bytes.
 */
export function renderDetachedSignature(order: DetachedSignatureOrder): Uint8Array {
  const { issuer, serial } = parseCertificate(order.certificate);
  const attributes = signedAttributes(order);
  // RFC 5652 section 5.4: signed is the set, and what stands in the file has another tag in front.
  const signature = signEcdsa(renderDer(derSortedSet(attributes)), order.secretKey, 'P-256', 'sha256');
  const digestAlgorithm = derSequence(derObjectId(objectIds.sha256));
  const signer = derSequence(
    derNumber(1),
    derSequence(derWritten(issuer.bytes), derBigNumber(serial)),
    digestAlgorithm,
    derPlacedSet(0, attributes),
    derSequence(derObjectId(objectIds.ecdsaWithSha256)),
    derOctets(signature),
  );
  const signed = derSequence(
    derNumber(1),
    derSetOf(digestAlgorithm),
    derSequence(derObjectId(objectIds.data)),
    derPlacedSet(0, [derWritten(order.certificate)]),
    derSetOf(signer),
  );
  return renderDer(derSequence(derObjectId(objectIds.signedData), derTagged(0, signed)));
}

function signedAttributes({ contentDigest, certificate, claimedTime }: DetachedSignatureOrder) {
  // RFC 5035: SHA-256 is what is meant when no digest is named.
  const binding = derSequence(derSequence(derSequence(derOctets(sha256(certificate)))));
  const always = [
    attribute(objectIds.contentType, derObjectId(objectIds.data)),
    attribute(objectIds.messageDigest, derOctets(contentDigest)),
    attribute(objectIds.signingCertificateV2, binding),
  ];
  if (claimedTime === null) return always;
  // RFC 5652 section 11.3: whole seconds.
  const time = derTime(Math.floor(claimedTime / 1000) * 1000);
  return [...always, attribute(objectIds.signingTime, time)];
}

function attribute(id: string, value: DerValue): DerValue {
  return derSequence(derObjectId(id), derSetOf(value));
}
