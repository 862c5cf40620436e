import { fromBER, OctetString } from 'asn1js';
import { equalBytes } from '../bytes/equal.ts';
import { digestBy } from '../crypto/digest-name.ts';
import type { Certificate } from './certificate.ts';
import { checkSignature } from './check-signature.ts';
import { objectIds } from './object-ids.ts';
import { readObjectId } from './read-object-id.ts';
import type { SignedContent, Signer } from './signed-data.ts';
import { isBoundCertificate, readCertificateBinding } from './signing-certificate.ts';

export type SignedContentAnswer =
  /** The holder of this certificate signed the content. Whether the certificate counts is another question. */
  | { readonly kind: 'signed'; readonly certificate: Certificate }
  | { readonly kind: 'invalid' | 'unsupported' | 'certificate-missing'; readonly reason: string };

/**
 * Decides whether the content is what its signer signed (RFC 5652 section 5.6, with the certificate bound by the signed
 * attribute of RFC 5035). `known` are certificates from elsewhere, for content that brings none along.
 * Throws FormatError `time-stamp` when the attribute cannot be read.
 */
export function checkSignedContent(
  { contentType, content, certificates, signer }: SignedContent,
  known: readonly Certificate[],
): SignedContentAnswer {
  const { digest, attributes } = signer;
  if (typeof digest !== 'string')
    return { kind: 'unsupported', reason: `a digest with ${digest.unsupported}` };
  const statedType = attributes.get(objectIds.contentType);
  if (statedType === undefined || readObjectId(statedType) !== contentType) {
    return invalid('the signer signed content of another kind');
  }
  const stated = readOctets(attributes.get(objectIds.messageDigest));
  if (stated === null || !equalBytes(stated, digestBy(digest, content))) {
    return invalid('the content has another digest than the signer signed');
  }
  const binding = readCertificateBinding(attributes);
  if (binding.kind === 'unsupported') return { kind: 'unsupported', reason: binding.what };
  // The bag and the name of the signer are not signed. Another certificate of the same key, for another purpose or a
  // longer time, must not step in for the one that the signer meant.
  const certificate = [...certificates, ...known].find(
    (each) => isNamed(each, signer) && isBoundCertificate(each, binding),
  );
  if (certificate === undefined) {
    return { kind: 'certificate-missing', reason: 'the certificate that the signer names is not there' };
  }
  const { publicKey } = certificate;
  const answer = checkSignature(signer.algorithm, publicKey, signer.attributeBytes, signer.signature);
  switch (answer.kind) {
    case 'valid':
      return { kind: 'signed', certificate };
    case 'invalid':
      return invalid('this is not what was signed');
    case 'unsupported':
      return { kind: 'unsupported', reason: `a signature with ${answer.name}` };
  }
}

function isNamed(certificate: Certificate, { name }: Signer): boolean {
  if (name.kind === 'key-id') {
    return certificate.subjectKeyId !== null && equalBytes(certificate.subjectKeyId, name.keyId);
  }
  return equalBytes(certificate.issuer.bytes, name.issuer) && equalBytes(certificate.serial, name.serial);
}

function readOctets(value: Uint8Array | undefined): Uint8Array | null {
  if (value === undefined) return null;
  const { result } = fromBER(value);
  return result instanceof OctetString ? result.valueBlock.valueHexView : null;
}

function invalid(reason: string): SignedContentAnswer {
  return { kind: 'invalid', reason };
}
