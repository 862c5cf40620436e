import { PublicKeyInfo } from 'pkijs';
import { parseArmor } from '../crypto/armor.ts';
import { type CertificateKey, readCertificateKey } from './public-key.ts';
import { readStructure } from './structure.ts';

/** A key by itself, with the bytes that two keys are compared by. */
export interface PublicKey {
  /** SubjectPublicKeyInfo in DER. */
  readonly spkiBytes: Uint8Array;
  readonly publicKey: CertificateKey;
}

/** Reads a key in PEM (`BEGIN PUBLIC KEY`), as `openssl pkey -pubout` writes it. Throws FormatError `key` or `certificate`. */
export function parsePublicKeyPem(text: string): PublicKey {
  return parsePublicKey(parseArmor(text.replaceAll('\r\n', '\n').trim(), 'PUBLIC KEY', 'key'));
}

/** Reads SubjectPublicKeyInfo in DER (RFC 5280 section 4.1). Throws FormatError `key` or `certificate`. */
export function parsePublicKey(spkiBytes: Uint8Array): PublicKey {
  return { spkiBytes, publicKey: readCertificateKey(readStructure(PublicKeyInfo, spkiBytes, 'key')) };
}
