import { parseBase64 } from '../bytes/base64.ts';
import { byteAt } from '../bytes/element-at.ts';
import { tryParse } from '../bytes/try-parse.ts';
import { createSshReader } from './ssh-wire.ts';

/** A public key of another kind than EVB/1 knows (R9). `isWeak` when nobody should use it for anything. */
export interface UnsupportedKey {
  /** What the key is, in words: `RSA with 1024 bits`. */
  readonly kind: string;
  readonly isWeak: boolean;
}

/** NIST SP 800-131A revision 2, section 3: below 2048 bits RSA signatures are not accepted. */
const leastRsaBits = 2048;
const leastRsaExponent = 65_537;

const sshKinds: ReadonlyMap<string, string> = new Map([
  ['ecdsa-sha2-nistp256', 'ECDSA on P-256'],
  ['ecdsa-sha2-nistp384', 'ECDSA on P-384'],
  ['ecdsa-sha2-nistp521', 'ECDSA on P-521'],
  ['sk-ecdsa-sha2-nistp256@openssh.com', 'ECDSA on P-256 in a security key'],
  ['sk-ssh-ed25519@openssh.com', 'Ed25519 in a security key'],
]);

/**
 * Names the kind of an OpenSSH public key that is not plain Ed25519, or null for a line that is no such key.
 * RSA is measured, because a short key is not only unknown here but unsafe everywhere.
 */
export function describeUnsupportedSshKey(type: string, base64: string): UnsupportedKey | null {
  if (type === 'ssh-rsa') return describeRsa(parseBase64(base64) ?? new Uint8Array(0));
  if (type === 'ssh-dss') return { kind: 'DSA with 1024 bits', isWeak: true };
  if (/^[a-z0-9-]+-cert-v01@openssh\.com$/.test(type)) return { kind: 'a certificate', isWeak: false };
  const kind = sshKinds.get(type);
  return kind === undefined ? null : { kind, isWeak: false };
}

/** C2SP signed-note, section "Signature types", of those that a verifier key can carry. */
const noteKinds: ReadonlyMap<number, string> = new Map([
  [0x01, 'Ed25519 of a log'],
  [0x02, 'ECDSA'],
  [0x04, 'Ed25519 of a witness'],
  [0x05, 'RFC 6962 tree head'],
  [0x06, 'ML-DSA-44 of a witness'],
]);

/** The kind of key that the type byte of a C2SP verifier key states. */
export function describeNoteKeyType(type: number | undefined): string {
  if (type === undefined) return 'no type';
  return noteKinds.get(type) ?? `type ${type.toString(16).padStart(2, '0')}`;
}

/** RFC 4253 section 6.6: string "ssh-rsa", mpint e, mpint n. Null when the blob is not that. */
function describeRsa(blob: Uint8Array): UnsupportedKey | null {
  const read = tryParse(() => {
    const reader = createSshReader(blob, 'key');
    const [type, exponent, modulus] = [reader.readText(), reader.readString(), reader.readString()];
    reader.assertEnd();
    return { type, exponent, bits: bitLength(modulus) };
  });
  if (read.kind === 'error' || read.value.type !== 'ssh-rsa') return null;
  const { exponent, bits } = read.value;
  const isWeak = bits < leastRsaBits || toSmallNumber(exponent) < leastRsaExponent;
  return { kind: `RSA with ${bits} bits and exponent ${describeExponent(exponent)}`, isWeak };
}

function bitLength(bytes: Uint8Array): number {
  const first = bytes.findIndex((byte) => byte !== 0);
  if (first === -1) return 0;
  return (bytes.length - first) * 8 - (Math.clz32(byteAt(bytes, first)) - 24);
}

/** Exact up to four bytes, which every exponent in use has; larger ones only need to be large. */
function toSmallNumber(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => Math.min(value * 256 + byte, 2 ** 40), 0);
}

function describeExponent(bytes: Uint8Array): string {
  const value = toSmallNumber(bytes);
  return value >= 2 ** 40 ? 'above 2^40' : String(value);
}
