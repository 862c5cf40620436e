import { Null } from 'asn1js';
import type { AlgorithmIdentifier } from 'pkijs';
import type { DigestName } from '../crypto/digest-name.ts';
import { objectIds } from './object-ids.ts';

/** How something was signed. What is not known here by name is neither good nor bad (R9). */
export type SignatureAlgorithm =
  | { readonly kind: 'ecdsa' | 'rsa-pkcs1'; readonly digest: DigestName }
  | { readonly kind: 'ed25519' }
  | { readonly kind: 'unsupported'; readonly name: string };

const digests: ReadonlyMap<string, DigestName> = new Map([
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);

const signatures: ReadonlyMap<string, SignatureAlgorithm> = new Map([
  ['1.2.840.10045.4.3.2', { kind: 'ecdsa', digest: 'sha256' }],
  ['1.2.840.10045.4.3.3', { kind: 'ecdsa', digest: 'sha384' }],
  ['1.2.840.10045.4.3.4', { kind: 'ecdsa', digest: 'sha512' }],
  ['1.2.840.113549.1.1.11', { kind: 'rsa-pkcs1', digest: 'sha256' }],
  ['1.2.840.113549.1.1.12', { kind: 'rsa-pkcs1', digest: 'sha384' }],
  ['1.2.840.113549.1.1.13', { kind: 'rsa-pkcs1', digest: 'sha512' }],
  [objectIds.ed25519, { kind: 'ed25519' }],
]);

/** Names of what is refused, so that a person reads more than a number. SHA-1 and MD5 can be made to collide. */
const refusedNames: ReadonlyMap<string, string> = new Map([
  ['1.2.840.10045.4.1', 'ECDSA with SHA-1'],
  ['1.2.840.113549.1.1.4', 'RSA with MD5'],
  ['1.2.840.113549.1.1.5', 'RSA with SHA-1'],
  ['1.2.840.113549.1.1.10', 'RSA-PSS'],
  ['1.2.840.113549.1.1.14', 'RSA with SHA-224'],
  ['1.2.840.113549.2.5', 'MD5'],
  ['1.3.14.3.2.26', 'SHA-1'],
  ['1.3.101.113', 'Ed448'],
]);

/** The digest that an identifier names, or why it is not used. */
export function readDigestAlgorithm(
  algorithm: AlgorithmIdentifier,
): DigestName | { readonly unsupported: string } {
  const digest = digests.get(algorithm.algorithmId);
  // RFC 5754 section 2: parameters may be absent or NULL, and both must be accepted.
  return digest !== undefined && hasNoParameters(algorithm) ? digest : { unsupported: nameOf(algorithm) };
}

/** The way of signing that an identifier names: RFC 5758 (ECDSA), RFC 4055 (RSA), RFC 8410 (Ed25519). */
export function readSignatureAlgorithm(algorithm: AlgorithmIdentifier): SignatureAlgorithm {
  const known = signatures.get(algorithm.algorithmId);
  const isPlain = known?.kind === 'rsa-pkcs1' ? isNull(algorithm) : algorithm.algorithmParams === undefined;
  return known !== undefined && isPlain ? known : { kind: 'unsupported', name: nameOf(algorithm) };
}

/** In CMS the identifier may be that of the key alone, and the digest stands beside it (RFC 3370 section 3.2). */
export function readSignerAlgorithm(algorithm: AlgorithmIdentifier, digest: DigestName): SignatureAlgorithm {
  if (algorithm.algorithmId !== objectIds.rsaEncryption) return readSignatureAlgorithm(algorithm);
  return isNull(algorithm) ? { kind: 'rsa-pkcs1', digest } : { kind: 'unsupported', name: nameOf(algorithm) };
}

function hasNoParameters(algorithm: AlgorithmIdentifier): boolean {
  return algorithm.algorithmParams === undefined || isNull(algorithm);
}

function isNull({ algorithmParams }: AlgorithmIdentifier): boolean {
  return algorithmParams instanceof Null;
}

function nameOf({ algorithmId }: AlgorithmIdentifier): string {
  return refusedNames.get(algorithmId) ?? `the algorithm ${algorithmId}`;
}
