import { concatBytes } from '../bytes/concat.ts';
import { renderArmor } from './armor.ts';

/** RFC 8410 section 4: SubjectPublicKeyInfo of id-Ed25519 up to the key, whose DER never differs otherwise. */
export const ed25519SpkiPrefix = Uint8Array.of(
  0x30,
  0x2a,
  0x30,
  0x05,
  0x06,
  0x03,
  0x2b,
  0x65,
  0x70,
  0x03,
  0x21,
  0x00,
);

/** The public key as `openssl pkeyutl -verify -pubin` reads it. */
export function renderEd25519Pem(publicKey: Uint8Array): string {
  return renderArmor(concatBytes([ed25519SpkiPrefix, publicKey]), 'PUBLIC KEY', 64);
}
