import { BitString, fromBER, OctetString } from 'asn1js';
import {
  AuthorityKeyIdentifier,
  BasicConstraints as BasicConstraintsStructure,
  type Certificate as CertificateStructure,
  ExtKeyUsage,
  type GeneralName,
  GeneralNames,
} from 'pkijs';
import { FormatError } from '../bytes/errors.ts';
import { limits } from '../bytes/limits.ts';
import {
  type AlternativeName,
  type BasicConstraints,
  type Certificate,
  type CertificateExtension,
  type ExtendedKeyUsage,
  type KeyUsage,
  keyUsageNames,
} from './certificate.ts';
import { assertDer } from './der.ts';
import { objectIds } from './object-ids.ts';
import { readStructure } from './structure.ts';

type ReadExtensions = Pick<
  Certificate,
  | 'extensions'
  | 'basicConstraints'
  | 'keyUsage'
  | 'extendedKeyUsage'
  | 'alternativeNames'
  | 'subjectKeyId'
  | 'authorityKeyId'
>;

/** Reads the extensions that decide something. Throws FormatError `certificate` when one is twice there or malformed. */
export function readExtensions({ extensions: stated = [] }: CertificateStructure): ReadExtensions {
  if (stated.length > limits.certificateExtensions) {
    const most = limits.certificateExtensions;
    throw wrong(`Expected at most ${most} extensions (certificateExtensions), found ${stated.length}.`);
  }
  const extensions = stated.map(({ extnID, critical, extnValue }) => ({
    id: extnID,
    isCritical: critical,
    value: extnValue.valueBlock.valueHexView.slice(),
  }));
  // RFC 5280 section 4.2: of two, one program would obey the first and another the last.
  if (new Set(extensions.map(({ id }) => id)).size < extensions.length) {
    throw wrong('An extension stands twice in the certificate.');
  }
  const read = <Value>(id: string, parse: (extension: CertificateExtension) => Value): Value | null => {
    const extension = extensions.find((each) => each.id === id);
    return extension === undefined ? null : parse(extension);
  };
  return {
    extensions,
    basicConstraints: read(objectIds.basicConstraints, readBasicConstraints),
    keyUsage: read(objectIds.keyUsage, readKeyUsage),
    extendedKeyUsage: read(objectIds.extendedKeyUsage, readExtendedKeyUsage),
    alternativeNames: read(objectIds.subjectAlternativeName, readAlternativeNames) ?? [],
    subjectKeyId: read(objectIds.subjectKeyId, readSubjectKeyId),
    authorityKeyId: read(objectIds.authorityKeyId, readAuthorityKeyId),
  };
}

function readBasicConstraints({ value }: CertificateExtension): BasicConstraints {
  const { cA, pathLenConstraint } = readStructure(BasicConstraintsStructure, value, 'certificate');
  if (pathLenConstraint === undefined) return { isAuthority: cA, pathLength: null };
  if (typeof pathLenConstraint !== 'number' || pathLenConstraint < 0 || !cA) {
    throw wrong('The length of a path is stated where it has no meaning.');
  }
  return { isAuthority: cA, pathLength: pathLenConstraint };
}

function readKeyUsage({ value, isCritical }: CertificateExtension): KeyUsage {
  const bits = readPrimitive(BitString, value).valueBlock;
  const usages = keyUsageNames.filter((_name, index) => {
    const byte = bits.valueHexView[index >> 3] ?? 0;
    return (byte & (0x80 >> (index & 7))) !== 0;
  });
  return { isCritical, usages };
}

function readExtendedKeyUsage({ value, isCritical }: CertificateExtension): ExtendedKeyUsage {
  // One without a purpose is no such structure to the library (RFC 5280 section 4.2.1.12 asks for one).
  const { keyPurposes } = readStructure(ExtKeyUsage, value, 'certificate');
  return { isCritical, purposes: keyPurposes };
}

function readAlternativeNames({ value }: CertificateExtension): readonly AlternativeName[] {
  return readStructure(GeneralNames, value, 'certificate').names.map(toAlternativeName);
}

const nameKinds: ReadonlyMap<number, 'email' | 'dns' | 'uri'> = new Map([
  [1, 'email'],
  [2, 'dns'],
  [6, 'uri'],
]);

function toAlternativeName(name: GeneralName): AlternativeName {
  const kind = nameKinds.get(name.type);
  const text: unknown = name.value;
  return kind === undefined || typeof text !== 'string'
    ? { kind: 'other', choice: name.type }
    : { kind, text };
}

function readSubjectKeyId({ value }: CertificateExtension): Uint8Array {
  return readPrimitive(OctetString, value).valueBlock.valueHexView.slice();
}

/** Null when the extension names the issuer's certificate by other means than its key. */
function readAuthorityKeyId({ value }: CertificateExtension): Uint8Array | null {
  const { keyIdentifier } = readStructure(AuthorityKeyIdentifier, value, 'certificate');
  return keyIdentifier?.valueBlock.valueHexView.slice() ?? null;
}

/** An extension that is one string of bits or bytes. */
function readPrimitive<Value>(kind: new () => Value, bytes: Uint8Array): Value {
  assertDer(bytes, 'certificate');
  const { result } = fromBER(bytes);
  if (result instanceof kind) return result;
  throw wrong('An extension of the certificate is of another type than it must be.');
}

function wrong(statement: string): FormatError {
  return new FormatError('certificate', statement);
}
