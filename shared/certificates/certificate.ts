import type { UnixMillis } from '../bytes/units.ts';
import type { SignatureAlgorithm } from './algorithm.ts';
import type { DistinguishedName } from './distinguished-name.ts';
import type { CertificateKey } from './public-key.ts';

/** An X.509 certificate as it states itself. Only a path to a pinned one makes anything of it more than a claim. */
export interface Certificate {
  /** The whole certificate in DER; two certificates are the same when these bytes are. */
  readonly bytes: Uint8Array;
  /** What the issuer signed, as it lies in `bytes`. */
  readonly tbsBytes: Uint8Array;
  readonly serial: Uint8Array;
  readonly issuer: DistinguishedName;
  readonly subject: DistinguishedName;
  /** Both bounds belong to the validity (RFC 5280 section 4.1.2.5). */
  readonly notBefore: UnixMillis;
  readonly notAfter: UnixMillis;
  /** SubjectPublicKeyInfo in DER. */
  readonly spkiBytes: Uint8Array;
  readonly publicKey: CertificateKey;
  readonly signatureAlgorithm: SignatureAlgorithm;
  readonly signature: Uint8Array;
  readonly extensions: readonly CertificateExtension[];
  readonly basicConstraints: BasicConstraints | null;
  readonly keyUsage: KeyUsage | null;
  readonly extendedKeyUsage: ExtendedKeyUsage | null;
  readonly alternativeNames: readonly AlternativeName[];
  readonly subjectKeyId: Uint8Array | null;
  readonly authorityKeyId: Uint8Array | null;
}

/** Every extension, also those that are not read here. */
export interface CertificateExtension {
  readonly id: string;
  readonly isCritical: boolean;
  readonly value: Uint8Array;
}

export interface BasicConstraints {
  readonly isAuthority: boolean;
  /** How many authorities may stand between this one and the last certificate; null for any number. */
  readonly pathLength: number | null;
}

export interface KeyUsage {
  readonly isCritical: boolean;
  readonly usages: readonly KeyUsageName[];
}

/** RFC 5280 section 4.2.1.3, in the order of the bits. */
export const keyUsageNames = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;

export type KeyUsageName = (typeof keyUsageNames)[number];

export interface ExtendedKeyUsage {
  readonly isCritical: boolean;
  /** Object identifiers, in the order of the certificate. */
  readonly purposes: readonly string[];
}

export type AlternativeName =
  | { readonly kind: 'email' | 'dns' | 'uri'; readonly text: string }
  /** Of another kind (RFC 5280 section 4.2.1.6 numbers them from 0); its value is not read. */
  | { readonly kind: 'other'; readonly choice: number };
