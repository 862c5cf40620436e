import { sha1 } from '@noble/hashes/legacy.js';
import { AlgorithmIdentifier } from 'pkijs';
import { equalBytes } from '../bytes/equal.ts';
import { FormatError } from '../bytes/errors.ts';
import { type DigestName, digestBy } from '../crypto/digest-name.ts';
import { readDigestAlgorithm } from './algorithm.ts';
import type { Certificate } from './certificate.ts';
import { derElements } from './der-elements.ts';
import { objectIds } from './object-ids.ts';
import { readStructure } from './structure.ts';

/** Which certificate a signer meant, by digests that are signed. */
export interface CertificateBinding {
  readonly kind: 'bound';
  readonly digests: readonly { readonly digest: DigestName | 'sha1'; readonly value: Uint8Array }[];
}

/**
 * Reads the signed attributes signingCertificate (RFC 2634 section 5.4, SHA-1) and signingCertificateV2 (RFC 5035), whose
 * first certificate is the signer's. One of them must be there (RFC 3161 section 2.4.2). Throws FormatError `time-stamp`.
 */
export function readCertificateBinding(
  attributes: ReadonlyMap<string, Uint8Array>,
): CertificateBinding | { readonly kind: 'unsupported'; readonly what: string } {
  const first = attributes.get(objectIds.signingCertificate);
  const second = attributes.get(objectIds.signingCertificateV2);
  if (first === undefined && second === undefined)
    throw wrong('a signed attribute that names the certificate');
  const digests: { digest: DigestName | 'sha1'; value: Uint8Array }[] = [];
  if (first !== undefined) digests.push({ digest: 'sha1', value: readHash(readFirstId(first)) });
  if (second !== undefined) {
    const [algorithm, ...rest] = readFirstId(second);
    const isStated = algorithm?.tag === 0x30;
    const digest = isStated
      ? readDigestAlgorithm(readStructure(AlgorithmIdentifier, algorithm.whole, 'time-stamp'))
      : 'sha256';
    if (typeof digest !== 'string') {
      return { kind: 'unsupported', what: `a certificate named by ${digest.unsupported}` };
    }
    digests.push({ digest, value: readHash(isStated ? rest : [algorithm, ...rest]) });
  }
  return { kind: 'bound', digests };
}

/** Whether all digests are those of this certificate. */
export function isBoundCertificate({ bytes }: Certificate, { digests }: CertificateBinding): boolean {
  return digests.every(({ digest, value }) =>
    // SHA-1 has collisions, which the authority would have to make itself. A second certificate for a digest that
    // stands in a signature already is another matter, and nobody can make one.
    equalBytes(value, digest === 'sha1' ? sha1(bytes) : digestBy(digest, bytes)),
  );
}

type Elements = ReturnType<typeof derElements>;

/** SigningCertificate is a sequence of a sequence of ids, each a sequence itself. */
function readFirstId(value: Uint8Array): Elements {
  const [attribute] = derElements(value);
  const [ids] = derElements(attribute?.tag === 0x30 ? attribute.content : new Uint8Array(0));
  const [id] = derElements(ids?.tag === 0x30 ? ids.content : new Uint8Array(0));
  if (id?.tag !== 0x30) throw wrong('a certificate in the attribute that names it');
  return derElements(id.content);
}

/** Issuer and serial may follow; the digest of the whole certificate says more. */
function readHash([hash]: readonly (Elements[number] | undefined)[]): Uint8Array {
  if (hash?.tag !== 0x04) throw wrong('the digest of a certificate');
  return hash.content;
}

function wrong(expected: string): FormatError {
  return new FormatError('time-stamp', `Expected ${expected} in what the signer signed.`);
}
