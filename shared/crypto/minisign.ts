import { blake2b } from '@noble/hashes/blake2.js';
import { parseBase64 } from '../bytes/base64.ts';
import { concatBytes } from '../bytes/concat.ts';
import { itemAt } from '../bytes/element-at.ts';
import { equalBytes } from '../bytes/equal.ts';
import { FormatError } from '../bytes/errors.ts';
import { quote } from '../bytes/quote.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import { checkEd25519Key, publicKeyBytes, signatureBytes, verifyEd25519 } from './ed25519.ts';

/** The public key of minisign: `Ed`, a key id that finds it, and an Ed25519 key. */
export interface MinisignKey {
  readonly keyId: Uint8Array;
  readonly publicKey: Uint8Array;
}

export interface MinisignSignature {
  readonly keyId: Uint8Array;
  /** `ED`: of the BLAKE2b-512 digest of the file; `Ed`: of the file itself, as older versions signed. */
  readonly isPrehashed: boolean;
  readonly signature: Uint8Array;
  /** Believed only together with `globalSignature`, which covers it and the signature. */
  readonly claimedComment: string;
  readonly globalSignature: Uint8Array;
}

const keyIdBytes = 8;
const untrusted = 'untrusted comment: ';
const trusted = 'trusted comment: ';

/** Reads a public key file, or its second line alone. Throws FormatError `key`. */
export function parseMinisignKey(text: string): MinisignKey {
  const lines = text.trimEnd().split(/\r?\n/);
  const base64 = itemAt(lines, -1);
  const isForm = lines.length === 1 || (lines.length === 2 && lines[0]?.startsWith(untrusted) === true);
  const bytes = parseBase64(base64);
  if (!isForm || bytes?.length !== 2 + keyIdBytes + publicKeyBytes || decodeAlgorithm(bytes) !== 'Ed') {
    throw new FormatError('key', `Expected a public key of minisign, found ${quote(base64)}.`);
  }
  const publicKey = bytes.slice(2 + keyIdBytes);
  const defect = checkEd25519Key(publicKey);
  if (defect !== null) throw new FormatError('key', `The key is no sound Ed25519 key (${defect}).`);
  return { keyId: bytes.slice(2, 2 + keyIdBytes), publicKey };
}

/** Reads the four lines of a signature file. Throws FormatError `note` that names the line, or `utf8`. */
export function parseMinisignSignature(bytes: Uint8Array): MinisignSignature {
  const [first = '', second = '', third = '', fourth = '', ...rest] = decodeUtf8(bytes)
    .replace(/\r?\n$/, '')
    .split(/\r?\n/);
  if (!first.startsWith(untrusted)) throw wrong(1, untrusted.trim(), first);
  const signed = parseBase64(second);
  const algorithm = signed === null ? '' : decodeAlgorithm(signed);
  if (signed?.length !== 2 + keyIdBytes + signatureBytes || !['Ed', 'ED'].includes(algorithm)) {
    throw wrong(2, 'a signature of minisign', second);
  }
  if (!third.startsWith(trusted)) throw wrong(3, trusted.trim(), third);
  const globalSignature = parseBase64(fourth);
  if (globalSignature?.length !== signatureBytes) throw wrong(4, 'a signature of 64 bytes', fourth);
  if (rest.length > 0) throw wrong(5, 'nothing', rest.join('\n'));
  return {
    keyId: signed.slice(2, 2 + keyIdBytes),
    isPrehashed: algorithm === 'ED',
    signature: signed.slice(2 + keyIdBytes),
    claimedComment: third.slice(trusted.length),
    globalSignature,
  };
}

/** The key that the signature names, among those given. Its id is eight bytes that anybody can write. */
export function findMinisignKeys(
  signature: MinisignSignature,
  keys: readonly MinisignKey[],
): readonly MinisignKey[] {
  return keys.filter(({ keyId }) => equalBytes(keyId, signature.keyId));
}

/** True when this key made both signatures: over the message, and over that signature with the trusted comment. */
export function verifyMinisign(
  message: Uint8Array,
  { signature, isPrehashed, claimedComment, globalSignature }: MinisignSignature,
  { publicKey }: MinisignKey,
): boolean {
  const signed = isPrehashed ? blake2b(message) : message;
  const commented = concatBytes([signature, encodeUtf8(claimedComment)]);
  return verifyEd25519(signature, signed, publicKey) && verifyEd25519(globalSignature, commented, publicKey);
}

function decodeAlgorithm(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 2));
}

function wrong(line: number, expected: string, found: string): FormatError {
  return new FormatError('note', `Line ${line}: expected ${expected}, found ${quote(found)}.`, { line });
}
