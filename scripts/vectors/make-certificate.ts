import { sha256 } from '../../shared/crypto/digest.ts';
import { ecdsaPointOf, signEcdsa as signOnCurve } from '../../shared/crypto/ecdsa.ts';
import {
  bits,
  context,
  type Der,
  element,
  integer,
  objectId,
  octets,
  sequence,
  setOf,
  utcTime,
  utf8,
  yes,
} from './der-writer.ts';

/** What a certificate states, and who signs it. Keys are secret keys on P-256. */
export interface CertificateOrder {
  readonly subject: string;
  readonly key: Uint8Array;
  readonly issuer: string;
  readonly issuerKey: Uint8Array;
  readonly serial: number;
  /** `YYMMDDhhmmssZ`. */
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly extensions: readonly Der[];
  /** Null for the first version, which has none stated. */
  readonly version?: number | null;
  /** In place of the common name. */
  readonly subjectName?: Der;
  /** In place of the key on P-256, and of the signature with such a key. */
  readonly publicKeyInfo?: Der;
  readonly algorithm?: Der;
  readonly sign?: (message: Uint8Array) => Der;
}

export const ecdsaWithSha256 = sequence(objectId('1.2.840.10045.4.3.2'));

/** A certificate in DER (RFC 5280 section 4.1). The same order gives the same bytes. */
export function makeCertificate(order: CertificateOrder): Der {
  const { version = 2, algorithm = ecdsaWithSha256 } = order;
  const { sign = (message: Uint8Array) => bits(signEcdsa(message, order.issuerKey)) } = order;
  const tbs = sequence(
    ...(version === null ? [] : [context(0, integer(version))]),
    integer(order.serial),
    algorithm,
    nameOf(order.issuer),
    sequence(utcTime(order.notBefore ?? '260101000000Z'), utcTime(order.notAfter ?? '360101000000Z')),
    order.subjectName ?? nameOf(order.subject),
    order.publicKeyInfo ??
      sequence(
        sequence(objectId('1.2.840.10045.2.1'), objectId('1.2.840.10045.3.1.7')),
        bits(ecdsaPointOf(order.key, 'P-256')),
      ),
    ...(order.extensions.length === 0 ? [] : [context(3, sequence(...order.extensions))]),
  );
  return sequence(tbs, algorithm, sign(tbs));
}

export function signEcdsa(message: Uint8Array, secretKey: Uint8Array): Uint8Array {
  return signOnCurve(message, secretKey, 'P-256', 'sha256');
}

export function nameOf(common: string): Der {
  return sequence(setOf(sequence(objectId('2.5.4.3'), utf8(common))));
}

export function extension(id: string, value: Der, isCritical = false): Der {
  return sequence(objectId(id), ...(isCritical ? [yes] : []), octets(value));
}

export const timeStampingId = '1.3.6.1.5.5.7.3.8';
export const codeSigningId = '1.3.6.1.5.5.7.3.3';

export function basicConstraints(pathLength: number | null = null): Der {
  return extension('2.5.29.19', sequence(yes, ...(pathLength === null ? [] : [integer(pathLength)])), true);
}

/** The bits from the highest on; the lowest of them that is set ends the string. */
export function keyUsage(byte: number): Der {
  const unused = byte === 0 ? 0 : 31 - Math.clz32(byte & -byte);
  return extension('2.5.29.15', element(0x03, Uint8Array.of(unused, byte)), true);
}

export const mayCertify = 0x06;
export const maySign = 0x80;

export function extendedKeyUsage(isCritical: boolean, ...purposes: readonly string[]): Der {
  return extension('2.5.29.37', sequence(...purposes.map(objectId)), isCritical);
}

export function subjectKeyId(key: Uint8Array): Der {
  return extension('2.5.29.14', octets(keyIdOf(key)));
}

export function authorityKeyId(key: Uint8Array): Der {
  return extension('2.5.29.35', sequence(element(0x80, keyIdOf(key))));
}

/** RFC 7093 section 2, method 1. It finds certificates and proves nothing. */
function keyIdOf(key: Uint8Array): Uint8Array {
  return sha256(ecdsaPointOf(key, 'P-256')).slice(0, 20);
}
