import { Certificate as CertificateStructure, type Time } from 'pkijs';
import { equalBytes } from '../bytes/equal.ts';
import { FormatError } from '../bytes/errors.ts';
import { limits } from '../bytes/limits.ts';
import type { UnixMillis } from '../bytes/units.ts';
import { readSignatureAlgorithm } from './algorithm.ts';
import type { Certificate } from './certificate.ts';
import { readExtensions } from './certificate-extensions.ts';
import { toDistinguishedName } from './distinguished-name.ts';
import { readCertificateKey } from './public-key.ts';
import { readStructure } from './structure.ts';

/**
 * Reads one certificate in DER (RFC 5280 section 4.1), from the first byte to the last.
 * Throws FormatError `certificate`. A key or signature of a kind that is not used here is no error: it is named.
 */
export function parseCertificate(bytes: Uint8Array): Certificate {
  if (bytes.length > limits.certificateBytes) {
    throw wrong(`at most ${limits.certificateBytes} bytes (certificateBytes)`, String(bytes.length));
  }
  const stated = readStructure(CertificateStructure, bytes, 'certificate');
  const outer = new Uint8Array(stated.signatureAlgorithm.toSchema().toBER());
  const inner = new Uint8Array(stated.signature.toSchema().toBER());
  // Section 4.1.1.2: the one outside is not signed, so it may only repeat the one that is.
  if (!equalBytes(outer, inner)) throw wrong('one signature algorithm', 'two');
  if (stated.extensions !== undefined && stated.version !== 2)
    throw wrong('no extensions before version 3', 'some');
  if (stated.signatureValue.valueBlock.unusedBits !== 0)
    throw wrong('a signature of whole bytes', 'odd bits');
  return {
    bytes: bytes.slice(),
    tbsBytes: stated.tbsView.slice(),
    serial: stated.serialNumber.valueBlock.valueHexView.slice(),
    issuer: toDistinguishedName(stated.issuer),
    subject: toDistinguishedName(stated.subject),
    notBefore: readTime(stated.notBefore),
    notAfter: readTime(stated.notAfter),
    spkiBytes: new Uint8Array(stated.subjectPublicKeyInfo.toSchema().toBER()),
    publicKey: readCertificateKey(stated.subjectPublicKeyInfo),
    signatureAlgorithm: readSignatureAlgorithm(stated.signatureAlgorithm),
    signature: stated.signatureValue.valueBlock.valueHexView.slice(),
    ...readExtensions(stated),
  };
}

/**
 * The library has turned the text of the time into a moment already, rolling a day that does not exist over into the next
 * month; such a time writes itself in another way, and was refused for that. So would be one that is no moment at all.
 */
function readTime({ value }: Time): UnixMillis {
  return value.getTime();
}

function wrong(expected: string, found: string): FormatError {
  return new FormatError('certificate', `Expected ${expected}, found ${found}.`);
}
